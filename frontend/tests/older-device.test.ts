import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Storage } from "../home/storage.ts";
import type { Id } from "../home/types.ts";
import { ModelServer, ROBIN, SAM, scopeOf, until } from "./server.ts";

test("what an older version of this page could not send goes out, once, for the person who wrote it", async () => {
  const old = indexedDB.open("tandem", 1);
  await new Promise<void>((done, failed) => {
    old.onupgradeneeded = () => {
      for (const name of ["rows", "cursors", "writes"]) old.result.createObjectStore(name);
      const write = (title: string, key: string, by: Id) =>
        old.transaction
          ?.objectStore("writes")
          .put(
            { key, order: 1, act: { verb: "add", tasks: [{ id: key, title }] }, method: "POST", path: "tasks/", body: { id: key, title } },
            [`home/${by}`, key],
          );
      write("typed on the train", "mine", SAM);
      write("Robin's own", "theirs", ROBIN);
    };
    old.onsuccess = () => done(old.result.close());
    old.onerror = () => failed(old.error);
  });
  const server = new ModelServer();
  const home = server.home(SAM, new Storage("home", SAM, scopeOf(SAM)));
  await home.ready;
  await until(() => home.kept.value === 0);
  assert.deepEqual(
    home.column("list").value.map((task) => task.title),
    ["typed on the train"],
  );
  home.close();
  const robin = server.home(ROBIN, new Storage("home", ROBIN, scopeOf(ROBIN)));
  await robin.ready;
  assert.equal(robin.kept.value, 0, "what was not locked and is another person's has gone");
  robin.close();
});
