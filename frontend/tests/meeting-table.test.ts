import assert from "node:assert/strict";
import { test } from "node:test";
import { doneLately } from "../elements/meeting/recap.ts";
import type { Home } from "../home/home.ts";
import { met } from "../home/meeting.ts";
import type { Borrowed, FamilyTable, Meeting, MeetingAct, Seat } from "../home/meeting-types.ts";
import { isGone, NOTHING, put, type Rows } from "../home/merge.ts";
import { requestOf } from "../home/request.ts";
import type { Member } from "../home/types.ts";

const member = (id: string, role: Member["role"]): Member => ({ kind: "member", id, rev: 1, name: id, colour: "sea", role, left: false });
const seat = (who: string, on: string | null = null): Seat => ({
  ...{ kind: "seat", id: `seat ${who}`, rev: 1, meeting: "m", member: who, ready: false, on },
});
const TABLE: FamilyTable = {
  ...{ kind: "family_table", id: "f", rev: 1, meeting: "m", step: "arrive", here: [], problems: {} },
  ...{ offered: [], shown: false, order: [], good: "" },
};
const AT_HOME = [member("sam", "adult"), member("robin", "adult"), member("kim", "child"), seat("sam"), TABLE].reduce(put, NOTHING);

function seats(rows: Rows): readonly [string, string | null, boolean][] {
  return [...rows.seat.values()].filter((row): row is Seat => !isGone(row)).map((row) => [row.member, row.on, row.ready]);
}
function table(rows: Rows): FamilyTable {
  const [row] = rows.family_table.values();
  assert.ok(row && !isGone(row));
  return row;
}
function acted(acts: readonly MeetingAct[], me: string, rows = AT_HOME): Rows {
  return acts.reduce((all, act) => met(all, act, me), rows);
}

test("somebody sits on my phone, and does not any more", () => {
  const act = (verb: "lend" | "lent_back"): MeetingAct => ({ verb, meeting: "m", member: "robin" });
  const lent = acted([act("lend"), act("lend")], "sam");
  assert.deepEqual(seats(lent).at(-1), ["robin", "sam", false]);
  assert.deepEqual(seats(acted([act("lent_back")], "sam", lent)), [["sam", null, false]]);
  assert.deepEqual(seats(acted([act("lent_back")], "lee", lent)), seats(lent)); // not on that phone
  assert.deepEqual(seats(acted([{ verb: "be_here", meeting: "m" }], "robin", lent)).at(-1), ["robin", null, false]);
  assert.deepEqual(requestOf(act("lent_back")), { method: "POST", path: "meetings/m/lent/back/", body: { member: "robin" } });
});

test("that was not me: I sit there no more, and the recap says so; it was me after all; read, it is gone", () => {
  const row: Borrowed = {
    ...{ kind: "borrowed", id: "b", rev: 1, meeting: "m", on: "sam", day: "2026-11-22", ordered: true },
    ...{ lines: [], kept: [], denied: false, until: null },
  };
  const entry = { member: "robin", on: "sam", ordered: true, lines: [], denied: false };
  const meeting = { kind: "meeting", id: "m", rev: 1, lent: [entry, { ...entry, member: "lee" }] } as unknown as Meeting;
  const there = [row, meeting, seat("robin", "sam")].reduce(put, AT_HOME);
  const denied = (rows: Rows) => {
    const [said, told] = [rows.borrowed.get("b"), rows.meeting.get("m")];
    assert.ok(said && told && !isGone(said) && !isGone(told));
    return [said.denied, ...told.lent.map((one) => one.denied)];
  };
  const notMe = acted([{ verb: "not_me", meeting: "m" }], "robin", there);
  assert.deepEqual([denied(notMe), seats(notMe)], [[true, true, false], [["sam", null, false]]]);
  assert.deepEqual(acted([{ verb: "not_me", meeting: "m" }], "robin", notMe), notMe);
  assert.deepEqual(denied(acted([{ verb: "was_me", meeting: "m" }], "robin", notMe)), [false, false, false]);
  const away: MeetingAct = { verb: "put_away", borrowed: "b" };
  assert.ok("gone" in (acted([away], "robin", there).borrowed.get("b") ?? {}));
  assert.deepEqual(requestOf({ verb: "not_me", meeting: "m" }), { method: "POST", path: "meetings/m/lent/not-me/", body: {} });
  assert.deepEqual(requestOf(away), { method: "DELETE", path: "borrowed/b/", body: undefined });
});

test("who has a seat already is not moved to my phone before the server has said so", () => {
  const both = put(AT_HOME, seat("robin"));
  assert.deepEqual(seats(acted([{ verb: "lend", meeting: "m", member: "robin" }], "sam", both)), seats(both));
});

test("a child comes to the table, puts up a problem, takes it back, and goes; it never has a seat", () => {
  const said: MeetingAct = { verb: "put_up", meeting: "m", words: "The bath" };
  const there = acted([{ verb: "be_here", meeting: "m" }, { verb: "be_here", meeting: "m" }, said], "kim");
  assert.deepEqual([table(there).here, table(there).problems], [["kim"], { kim: "The bath" }]);
  assert.deepEqual(seats(there), seats(AT_HOME));
  assert.deepEqual(table(acted([{ ...said, words: "" }], "kim", there)).problems, {});
  assert.deepEqual(table(acted([{ verb: "go_later", meeting: "m" }], "kim", there)).here, []);
  const gone: MeetingAct = { verb: "child_gone", meeting: "m", child: "kim" };
  assert.deepEqual(table(acted([gone, gone], "sam", there)).here, []);
  assert.deepEqual(requestOf(gone).body, { child: "kim" });
});

test("done since last time: from that day on, less what was told then", () => {
  const task = (id: string, done_on: string) => ({ id, title: id, starter: "", done_on, let_go_on: null });
  const done = [task("before", "2026-11-15"), task("told", "2026-11-16"), task("that evening", "2026-11-16"), task("since", "2026-11-20")];
  const home = (closed: unknown): Home =>
    ({ meeting: { closed: { value: closed } }, today: { value: "2026-11-23" }, column: () => ({ value: done }) }) as unknown as Home;
  const last = { closed_on: "2026-11-16", recap: { done: [{ task: "told", title: "told" }], let_go: [] } };
  const names = (closed: unknown): readonly string[] => doneLately(home(closed)).map(({ id }) => id);
  assert.deepEqual(names([last]), ["that evening", "since"]);
  assert.deepEqual(names([]), ["told", "that evening", "since"]); // a week, where there was none
});
