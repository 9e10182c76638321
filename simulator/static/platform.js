// Speaks to the control API; every call gives JSON or throws the server's own complaint.

async function call(method, path, body, headers = {}) {
  const response = await fetch(path, { method, body, headers });
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.error);
  }
  return answer;
}

export const get = (path) => call("GET", path);
export const remove = (path) => call("DELETE", path);
export const post = (path, form) =>
  call("POST", path, JSON.stringify(form), { "Content-Type": "application/json" });
export const upload = (channel, file) =>
  call("POST", `/control/upload?channel=${channel}`, file, {
    "Content-Type": file.type || "image/jpeg",
  });
