/** The HTTP request an act becomes. Paths stand under /api/homes/<home>/. */

import type { Act, NewTask, Write } from "./acts.ts";
import { feltRequest } from "./felt.ts";
import { meetingRequest } from "./meeting-requests.ts";

export type Request = Pick<Write, "method" | "path" | "body">;

export function requestOf(act: Act): Request {
  switch (act.verb) {
    case "add": {
      const [first, ...more] = act.tasks;
      return more.length === 0 && first ? post("tasks/", draft(first)) : post("tasks/many/", act.tasks.map(draft));
    }
    case "edit":
      return patch(`tasks/${act.task}/`, { ...act.fields, was: act.was });
    case "done":
      return post(`tasks/${act.task}/done/`);
    case "let_go":
      return post(`tasks/${act.task}/let-go/`, given({ was: act.was }));
    case "reopen":
      return post(`tasks/${act.task}/reopened/`, given({ ...(act.chosen && { place: act.place, after: act.after }), was: act.was }));
    case "take":
      return post(`tasks/${act.task}/taken/`);
    case "release":
      return post(`tasks/${act.task}/released/`);
    case "move":
      return post(`tasks/${act.task}/moved/`, given({ place: act.place, after: act.after, was: act.was }));
    case "share":
      return post(`tasks/${act.task}/shared/`, given({ place: act.place, was: act.was }));
    case "take_back":
      return post(`tasks/${act.task}/private/`);
    case "erase":
      return remove(`tasks/${act.task}/`);
    case "ask": {
      const { ask: id, task, how, to, because, by_day } = act;
      return post("asks/", given({ id, task, how, to: to ?? undefined, because, by_day: by_day ?? undefined }));
    }
    case "say_why":
      return patch(`asks/${act.ask}/`, { because: act.because });
    case "yes_but":
      return post(`asks/${act.ask}/changed/`, { but: act.but, words: act.words, day: act.day });
    case "accept":
    case "decline":
    case "agree":
    case "park":
    case "withdraw_ask":
      return post(`asks/${act.ask}/${ANSWERED[act.verb]}/`);
    case "join":
      return post(`tasks/${act.task}/joined/`, { as: act.how });
    case "leave":
      return post(`tasks/${act.task}/left/`);
    case "my_part":
      return post(`tasks/${act.task}/my-part-done/`);
    case "my_part_open":
      return post(`tasks/${act.task}/my-part-reopened/`, given({ was: act.was }));
    case "each":
      return post(`tasks/${act.task}/${act.each ? "each" : "one-for-all"}/`);
    case "say_status":
      return post(`tasks/${act.task}/status/`, { status: act.status });
    case "low":
      return post(act.low ? "low/begun/" : "low/ended/");
    case "add_steps": {
      const [first, ...more] = act.steps;
      if (first && more.length === 0) return post(`tasks/${act.task}/steps/`, given({ ...first, after: act.after }));
      return post(`tasks/${act.task}/steps/many/`, act.steps);
    }
    case "rename_step":
      return patch(`steps/${act.step}/`, { title: act.title });
    case "tick_step":
      return post(`steps/${act.step}/done/`);
    case "untick_step":
      return post(`steps/${act.step}/reopened/`);
    case "move_step":
      return post(`steps/${act.step}/moved/`, { after: act.after });
    case "remove_step":
      return remove(`steps/${act.step}/`);
    case "did":
      return post(`tasks/${act.task}/done/`, given({ by: act.by, helped: act.helped, was: act.was }));
    case "credit":
      return post(`tasks/${act.task}/credited/`, { part: act.part, member: act.member });
    case "uncredit":
      return post(`tasks/${act.task}/uncredited/`, { part: act.part, member: act.member });
    case "thank":
      return post("thanks/", { id: act.thanks, to: act.to, task: act.task, words: act.words });
    case "say_thanks":
      return patch(`thanks/${act.thanks}/`, { words: act.words });
    case "unthank":
      return remove(`thanks/${act.thanks}/`);
    case "restore_thanks":
      return post(`thanks/${act.thanks}/restored/`);
    case "agree_line":
      return post(`tasks/${act.task}/done-means/agreed/`, { done_means_new: act.line });
    case "keep_line":
      return post(`tasks/${act.task}/done-means/kept/`, { done_means_new: act.line });
    case "guess":
      return post(`tasks/${act.task}/guessed/`, { size: act.size });
    case "unguess":
      return post(`tasks/${act.task}/unguessed/`);
    case "add_area":
      return post("areas/", { id: act.area, name: act.name });
    case "erase_area":
      return remove(`areas/${act.area}/`);
    case "restore_area":
      return post(`areas/${act.area}/restored/`);
    case "edit_area":
      return patch(`areas/${act.area}/`, { ...act.fields, was: act.was });
    case "add_intention":
      return post("intentions/", { id: act.intention, words: act.words });
    case "reword_intention":
      return patch(`intentions/${act.intention}/`, act.was === null ? { words: act.words } : { words: act.words, was: act.was });
    case "erase_intention":
      return remove(`intentions/${act.intention}/`);
    case "restore_intention":
      return post(`intentions/${act.intention}/restored/`);
    case "move_intention":
      return post(`intentions/${act.intention}/moved/`, { after: act.after });
    case "keep":
      return post(`tasks/${act.task}/kept/`);
    case "bring_back":
      return post(`tasks/${act.task}/back/`);
    case "answer":
      return post(`check-ins/${act.checkIn}/answered/`, { felt: act.felt });
    case "skip":
      return post(`check-ins/${act.checkIn}/skipped/`);
    case "skip_all":
      return post("check-ins/skipped/");
    case "erase_answer":
      return remove(`check-ins/${act.checkIn}/`);
    case "set_asking":
      return patch("asking/", act.fields);
    case "dismiss":
      return post(`notices/${act.notice}/dismissed/`);
    case "rename_me":
      return patch("me/", act.fields);
    case "rename_home":
      return patch("home/", act.fields);
    case "withdraw":
      return post(`invitations/${act.invitation}/withdrawn/`);
    case "revoke":
      return post(`tokens/${act.token}/revoked/`);
    case "mark":
      return post("inventory/marks/", { round: act.round, marks: [{ key: act.key, exists: act.exists, in_head: act.in_head }] });
    case "add_words":
      return post("inventory/words/", { id: act.mark, round: act.round, area: act.area, words: act.words });
    case "edit_words":
      return patch(`inventory/words/${act.mark}/`, { in_head: act.in_head });
    case "erase_words":
      return remove(`inventory/words/${act.mark}/`);
    case "look_at":
      return patch("inventory/walk/", { round: act.round, ...act.fields });
    case "through":
      return post("inventory/through/", { round: act.round });
    case "not_through":
      return post("inventory/not-through/", { round: act.round });
    case "bring":
      return post("inventory/brought/", { responsibilities: act.chosen });
    case "unbring":
      return post("inventory/returned/", { responsibilities: act.chosen });
    case "remind":
    case "say_reminder":
    case "talk_over":
    case "erase_reminder":
    case "wish_balance": {
      const [method, path, body] = feltRequest(act);
      return { method, path, body };
    }
    case "close_sitting":
      return post("inventory/closed/");
    case "open_sitting":
      return post("inventory/opened-again/");
    default:
      return meetingRequest(act);
  }
}

const ANSWERED = { accept: "accepted", decline: "declined", agree: "agreed", park: "parked", withdraw_ask: "withdrawn" } as const;

function draft(task: NewTask): Readonly<Record<string, unknown>> {
  return given({ ...task });
}

/** Without what was left out: an absent field is the server's to decide. */
function given(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function post(path: string, body: unknown = {}): Request {
  return { method: "POST", path, body };
}
function patch(path: string, body: unknown): Request {
  return { method: "PATCH", path, body };
}
function remove(path: string): Request {
  return { method: "DELETE", path, body: undefined };
}
