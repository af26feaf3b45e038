// Answers SELECTs on a thread of its own. It reads the database file beside the connection that writes it, and each
// statement sees the newest commit. Plain JavaScript, because a thread starts without whatever compiles the rest.
import { parentPort, workerData } from "node:worker_threads";
import { DatabaseSync } from "@photostructure/sqlite";

const { file, extension } = workerData;
const database = new DatabaseSync(file, { readOnly: true, allowExtension: true });
database.enableLoadExtension(true);
database.loadExtension(extension);
database.enableLoadExtension(false);
const statements = new Map();

parentPort.on("message", (request) => {
  if (request === "close") {
    statements.clear();
    database.close();
    parentPort.close();
    return;
  }
  const { id, sql, parameters } = request;
  try {
    let statement = statements.get(sql);
    if (!statement) {
      statement = database.prepare(sql);
      statements.set(sql, statement);
    }
    parentPort.postMessage({ id, rows: statement.all(...parameters) });
  } catch (error) {
    parentPort.postMessage({ id, error: error.message });
  }
});
