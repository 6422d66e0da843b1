/** What was said as mine on somebody else's phone, and what I say of it. Pure. */

import type { Borrowed, LentSeat, MeetingAct } from "./meeting-types.ts";
import { isGone, present, put, type Rows } from "./merge.ts";
import type { Id } from "./types.ts";

type Said = Extract<MeetingAct, { verb: "not_me" | "was_me" | "put_away" }>;

/** That was (not) me, or: read and put away. */
export function saidOfIt(rows: Rows, act: Said, me: Id): Rows {
  if (act.verb === "put_away") {
    const row = present(rows, "borrowed", act.borrowed);
    return row ? put(rows, { kind: "borrowed", id: row.id, rev: row.rev, gone: true }) : rows;
  }
  const denied = act.verb === "not_me";
  let said = rows;
  for (const row of rows.borrowed.values())
    if (!isGone(row) && row.meeting === act.meeting && row.denied !== denied) said = put(said, { ...row, denied } satisfies Borrowed);
  const meeting = present(rows, "meeting", act.meeting);
  if (meeting?.lent.some((one) => one.member === me && one.denied !== denied)) {
    const lent = meeting.lent.map((one): LentSeat => (one.member === me ? { ...one, denied } : one));
    said = put(said, { ...meeting, lent });
  }
  for (const seat of denied ? rows.seat.values() : [])
    if (!isGone(seat) && seat.meeting === act.meeting && seat.member === me && seat.on)
      said = put(said, { kind: "seat", id: seat.id, rev: seat.rev, gone: true });
  return said;
}
