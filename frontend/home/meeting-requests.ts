/** The request an act of the meeting becomes; see request.ts. */

import type { Write } from "./acts.ts";
import type { MeetingAct } from "./meeting-types.ts";

type Request = Pick<Write, "method" | "path" | "body">;

export function meetingRequest(act: MeetingAct): Request {
  switch (act.verb) {
    case "meet":
      return post("meetings/", act.form ? { id: act.meeting, form: act.form } : { id: act.meeting });
    case "be_here":
    case "be_ready":
    case "go_later":
    case "resume":
    case "close_meeting":
    case "agree_order":
      return post(`meetings/${act.meeting}/${SAID[act.verb]}/`);
    case "lend":
      return post(`meetings/${act.meeting}/lent/`, { member: act.member });
    case "not_me":
    case "was_me":
      return post(`meetings/${act.meeting}/lent/${act.verb === "not_me" ? "not-me" : "me"}/`);
    case "put_away":
      return { method: "DELETE", path: `borrowed/${act.borrowed}/`, body: undefined };
    case "lent_back":
      return post(`meetings/${act.meeting}/lent/back/`, { member: act.member });
    case "child_gone":
      return post(`meetings/${act.meeting}/later/`, { child: act.child });
    case "put_up":
      return post(`meetings/${act.meeting}/problem/`, { words: act.words });
    case "for_family":
      return patch(`tasks/${act.task}/`, { family: act.family });
    case "walk":
      return post(`meetings/${act.meeting}/stepped/`, { leaves: act.leaves, to: act.to });
    case "pause":
      return post(`meetings/${act.meeting}/paused/`, { until: act.until });
    case "extend":
      return post(`meetings/${act.meeting}/extended/`, { step: act.step, extra: act.extra });
    case "plan_good":
      return patch(`meetings/${act.meeting}/`, { good: act.good });
    case "hold":
      return patch(`meetings/${act.meeting}/hand/`, act.fields);
    case "rank_mine":
      return patch(`meetings/${act.meeting}/ballot/`, { order: act.order, sealed: act.sealed });
    case "put_in_order":
      return post(`meetings/${act.meeting}/ordered/`, { task: act.put, after: act.after });
    case "add_to_order":
      return post(`meetings/${act.meeting}/added/`, { task: act.task });
    case "let_leave":
      return post(`meetings/${act.meeting}/leaving/`, { task: act.task, leaves: act.leaves });
    case "cut":
      return post(`meetings/${act.meeting}/cut/`, { cut: act.cut });
    case "say_worth":
      return post(`meetings/${act.meeting}/worth/`, { worth: act.worth });
    case "set_rhythm":
      return patch("rhythm/", act.fields);
    case "not_today":
      return post("rhythm/not-today/", { on: act.on });
    case "park_topic":
      return post("topics/", { id: act.topic, ...act.words });
    case "reword_topic":
      return patch(`topics/${act.topic}/`, act.words);
    case "settle_topic":
      return post(`topics/${act.topic}/settled/`);
    case "reopen_topic":
      return post(`topics/${act.topic}/reopened/`);
    case "say_pulse":
      return post("pulse/", { week: act.week, ...act.said });
    case "to_meeting":
      return patch(`tasks/${act.task}/`, { bring: act.bring });
    case "merge":
      return post(`tasks/${act.task}/merged/`, { into: act.into });
  }
}

const SAID = {
  ...{ be_here: "here", be_ready: "ready", go_later: "later" },
  ...{ resume: "resumed", close_meeting: "closed", agree_order: "agreed" },
} as const;

function post(path: string, body: unknown = {}): Request {
  return { method: "POST", path, body };
}
function patch(path: string, body: unknown): Request {
  return { method: "PATCH", path, body };
}
