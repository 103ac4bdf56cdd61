#!/usr/bin/env bash
# Sets up what is missing, builds, and runs every test project. The last line counts all of them.
set -euo pipefail

if [ "${1:-}" = --help ] || [ "${1:-}" = -h ]; then
    cat <<'TEXT'
usage: bash environment/test.sh [ROOM …]

Runs all tests, or those of the named rooms (Torch, Simulation, …), after the same set-up as run.sh.
The last line is "N passed, N failed, N skipped"; the exit status is 0 only where nothing failed.
OFT_REQUIRE_ALL=1 turns every skip for something missing into a failure.
TEXT
    exit 0
fi

source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
mkdir -p "$state"
need_dotnet
setup_tests
setup_all
"$root/environment/oft" engine

results="$root/out/tests"
rm -rf "$results"
mkdir -p "$results"
broken=0
count() { # attribute of the assembly element
    cat "$results"/*.xml 2>/dev/null | grep -o "<assembly [^>]*" | grep -oE " $1=\"[0-9]+\"" | grep -oE '[0-9]+' | paste -sd+ - | sed 's/^$/0/' | { read -r sum || sum=0; echo $(( sum )); }
}
for project in "$root"/tests/*.Tests; do
    name=$(basename "$project")
    if [ $# -gt 0 ]; then
        wanted=no
        for room in "$@"; do [ "$name" = "Oft.$room.Tests" ] && wanted=yes; done
        [ "$wanted" = yes ] || continue
    fi
    echo "== $name"
    dotnet "$project/bin/Release/net10.0/$name.dll" -noLogo -noColor -maxThreads "$(nproc)" -xml "$results/$name.xml" </dev/null || status=$?
    # A run that ends without its result file has crashed: that is a failure of its own.
    if [ ! -s "$results/$name.xml" ]; then
        echo "$name ended without results (exit status ${status:-0})"
        broken=$((broken + 1))
    fi
done

passed=$(count passed) failed=$(( $(count failed) + $(count errors) + broken )) skipped=$(( $(count skipped) + $(count not-run) ))
[ $((passed + failed)) -gt 0 ] || { echo "no test ran"; failed=1; }
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
