#!/usr/bin/env bash
# Starts the packaged platform with a practice city in a temporary folder and plays journey.mjs against it, in a folder that holds nothing
# but docs/api and the practice keys. After `mvn verify`: docs/api/examples/run.sh
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)

fail() { echo "run.sh: $*" >&2; exit 1; }

command -v node >/dev/null || fail "no node on the PATH"
command -v curl >/dev/null || fail "no curl on the PATH"
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || fail "Node 20 or later, this is $(node -v)"

# a JDK of 25 or later: JAVA25_HOME, JAVA_HOME, or one of /usr/lib/jvm
java_major() { # folder
  [ -x "$1/bin/java" ] || return 1
  "$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9][0-9]*\).*/\1/p' | head -n 1
}
java=
if [ -n "${JAVA25_HOME:-}" ]; then
  major=$(java_major "$JAVA25_HOME" || true)
  [ "${major:-0}" -ge 25 ] || fail "JAVA25_HOME=$JAVA25_HOME is no JDK 25"
  java=$JAVA25_HOME/bin/java
else
  for home in ${JAVA_HOME:+"$JAVA_HOME"} /usr/lib/jvm/*; do
    major=$(java_major "$home" || true)
    if [ "${major:-0}" -ge 25 ]; then java=$home/bin/java; break; fi
  done
fi
[ -n "$java" ] || fail "no JDK 25: neither JAVA25_HOME, nor JAVA_HOME (${JAVA_HOME:-not set}), nor /usr/lib/jvm/* is one"

shopt -s nullglob
jars=("$root"/app/target/app-*.jar) # *.jar.original does not end like this
shopt -u nullglob
[ "${#jars[@]}" -eq 1 ] || fail "one app/target/app-*.jar was expected, there are ${#jars[@]}: mvn verify"

work=$(mktemp -d "${TMPDIR:-/tmp}/scf-journey.XXXXXX")
platform=
finish() {
  status=$?
  trap - EXIT INT TERM
  if [ -n "$platform" ]; then
    kill "$platform" 2>/dev/null || true
    for _ in $(seq 60); do kill -0 "$platform" 2>/dev/null || break; sleep 0.5; done
    kill -9 "$platform" 2>/dev/null || true
    wait "$platform" 2>/dev/null || true
  fi
  if [ "$status" -ne 0 ] && [ -f "$work/platform.log" ]; then
    echo "--- the end of the platform's log" >&2
    tail -n 100 "$work/platform.log" >&2
  fi
  rm -rf "$work"
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
base=http://localhost:$port

echo "$java -jar ${jars[0]} on port $port"
"$java" -jar "${jars[0]}" --scf.practice=true --scf.data="$work/data" --server.port="$port" >"$work/platform.log" 2>&1 &
platform=$!

begun=$SECONDS
until curl -fsS --max-time 5 "$base/practice/journal" 2>/dev/null | grep -q '"done":true'; do
  kill -0 "$platform" 2>/dev/null || fail "the platform has ended"
  [ $((SECONDS - begun)) -lt 180 ] || fail "the practice city is not done after 180 s"
  sleep 1
done
echo "the practice city is done after $((SECONDS - begun)) s"

mkdir -p "$work/integrator/docs"
cp -R "$root/docs/api" "$work/integrator/docs/api"
cp -R "$work/data/practice" "$work/integrator/practice"
cp "$work/data/trust.json" "$work/integrator/trust.json"
cd "$work/integrator"
node docs/api/examples/journey.mjs practice

# the proofs that the Java verifier has judged in mvn verify, and its verdict on each
node docs/api/examples/verify-cases.mjs "$root/chaincode-client/kit/target/proof-cases"

# a proof that a real Fabric network has endorsed
real=$root/chaincode-client/verify/src/test/resources/scf/verify
node docs/api/examples/verify.mjs "$real/lock.json" --trust "$real/trust.json"
