-- For wrk: each request is the next line of a file of signed deliveries, "HEX BODY", none used twice.
-- No `response` function: wrk would call it for every answer, on the cores the desk needs.
-- Arguments: PATH FILE. The last line printed is what bench_intake.py reads.

local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(arguments)
  path = arguments[1]
  lines = io.open(arguments[2], "r")
  repeats = 0
  fixed = "POST " .. path .. " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    .. "Content-Type: application/json\r\nX-Hub-Signature-256: sha256="
end

function request()
  local line = lines:read("*l")
  if line == nil then
    repeats = repeats + 1
    lines:seek("set", 0)
    line = lines:read("*l")
  end
  return fixed .. line:sub(1, 64) .. "\r\nContent-Length: " .. (#line - 65) .. "\r\n\r\n" .. line:sub(66)
end

function done(summary, latency)
  local repeated = 0
  for _, thread in ipairs(threads) do
    repeated = repeated + thread:get("repeats")
  end
  local errors = summary.errors
  io.write(string.format(
    'RESULT {"requests":%d,"microseconds":%d,"p50":%.3f,"p99":%.3f,"notOK":%d,"broken":%d,"repeats":%d}\n',
    summary.requests, summary.duration, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout, repeated))
end
