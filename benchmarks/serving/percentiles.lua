-- one line for a program: requests, seconds, mean and percentiles in milliseconds, and what went wrong
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    "RESULT %d %.6f %.3f %.3f %.3f %d %d\n",
    summary.requests,
    summary.duration / 1e6,
    latency:percentile(50) / 1e3,
    latency:percentile(95) / 1e3,
    latency:percentile(99) / 1e3,
    errors.status,
    errors.connect + errors.read + errors.write + errors.timeout
  ))
end
