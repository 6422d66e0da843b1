/**
 * One act of mine on top of what the server said, until its answer is merged. Pure; one function a verb.
 * The screen = the server's rows + these. As on the server, a verb repeated changes nothing: so an act may be shown
 * on rows that already hold it (its news can be here before its answer), and what somebody else did first stays theirs.
 */

import type { Act } from "./acts.ts";
import { applyFelt } from "./felt.ts";
import { met } from "./meeting.ts";
import { gone, isGone, present, put, type Rows } from "./merge.ts";
import { applyAsk, applyPart } from "./on-asks.ts";
import { applyToParts } from "./on-parts.ts";
import { applyToTask } from "./on-tasks.ts";
import { sat } from "./sitting.ts";
import type { Id } from "./types.ts";
import { isStale } from "./was.ts";
import { applyToWhys } from "./whys.ts";

/** `me`: "" on the family's tablet, where nobody has said who they are. */
export function apply(rows: Rows, act: Act, me: Id): Rows {
  if (isStale(act, rows)) return rows;
  switch (act.verb) {
    case "add":
    case "edit":
    case "done":
    case "let_go":
    case "reopen":
    case "take":
    case "release":
    case "move":
    case "share":
    case "take_back":
    case "erase":
    case "keep":
    case "bring_back":
    case "my_part":
    case "my_part_open":
      return applyToTask(rows, act, me);
    case "add_area":
    case "edit_area":
    case "erase_area":
    case "restore_area":
    case "add_intention":
    case "reword_intention":
    case "move_intention":
    case "erase_intention":
    case "restore_intention":
      return applyToWhys(rows, act);
    case "ask":
    case "say_why":
    case "yes_but":
    case "accept":
    case "decline":
    case "agree":
    case "park":
    case "withdraw_ask":
      return applyAsk(rows, act, me);
    case "join":
    case "leave":
    case "each":
    case "say_status":
    case "low":
      return applyPart(rows, act, me);
    case "answer": {
      const asked = present(rows, "check_in", act.checkIn);
      if (!asked) return rows;
      const none = act.felt === "not_needed";
      return put(rows, { ...asked, state: none ? "not_needed" : "answered", felt: none ? null : act.felt });
    }
    case "skip":
      return skip(rows, act.checkIn);
    case "skip_all":
      return [...rows.check_in.keys()].reduce(skip, rows);
    case "erase_answer":
      return gone(rows, "check_in", act.checkIn);
    case "set_asking": {
      const asking = [...rows.asking.values()].reduce((all, row) => (isGone(row) ? all : put(all, { ...row, ...act.fields })), rows);
      // Who does not want to be asked is not asked what still waits either.
      return act.fields.on === false ? [...rows.check_in.keys()].reduce(skip, asking) : asking;
    }
    case "dismiss":
      return gone(rows, "notice", act.notice);
    case "rename_me": {
      const member = present(rows, "member", me);
      return member ? put(rows, { ...member, ...act.fields }) : rows;
    }
    case "rename_home":
      return [...rows.home.values()].reduce((all, row) => (isGone(row) ? all : put(all, { ...row, ...act.fields })), rows);
    case "withdraw":
      return gone(rows, "invitation", act.invitation);
    case "revoke":
      return gone(rows, "token", act.token);
    case "add_steps":
    case "rename_step":
    case "tick_step":
    case "untick_step":
    case "move_step":
    case "remove_step":
    case "did":
    case "credit":
    case "uncredit":
    case "thank":
    case "say_thanks":
    case "unthank":
    case "restore_thanks":
    case "agree_line":
    case "keep_line":
    case "guess":
    case "unguess":
      return applyToParts(rows, act, me);
    case "mark":
    case "add_words":
    case "edit_words":
    case "erase_words":
    case "look_at":
    case "through":
    case "not_through":
    case "bring":
    case "unbring":
    case "close_sitting":
    case "open_sitting":
      return sat(rows, act);
    case "remind":
    case "say_reminder":
    case "talk_over":
    case "erase_reminder":
    case "wish_balance":
      return applyFelt(rows, act);
    default:
      return met(rows, act, me);
  }
}

function skip(rows: Rows, id: Id): Rows {
  const asked = present(rows, "check_in", id);
  return asked?.state === "asked" ? put(rows, { ...asked, state: "skipped" }) : rows;
}
