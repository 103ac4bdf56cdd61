#!/usr/bin/env bash
# Compiles everything against TorchSharp's own package instead of lib/Oft.Torch's subset of it, so that the subset cannot drift away.
#
#   bash environment/check-torchsharp.sh [PACKAGE]      PACKAGE: TorchSharp-cpu (the default), TorchSharp-cuda-linux, …
#
# Nothing of it is run and the ordinary build stays as it is: this one lies in out/torchsharp.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
need_dotnet
package="${1:-TorchSharp-cpu}"
place="$root/out/torchsharp"
log="$place/build.log"
mkdir -p "$place"
build() { dotnet build "$@" -c Release -p:TorchProvider="$package" --artifacts-path "$place" -nologo -v quiet -clp:NoSummary >>"$log" 2>&1; }
: >"$log"
for project in "$root"/lib/Oft.Host "$root"/tests/Oft.*.Tests; do
    [ -e "$project"/*.csproj ] || continue
    # Tests of the engine see inside lib/Oft.Torch's subset, which is not there.
    [ "$(basename "$project")" = Oft.Torch.Tests ] && continue
    build "$project" && continue
    if grep -q 'error NU1\|TorchProvider:' "$log"; then stop "$package could not be restored (log: out/torchsharp/build.log): leave TorchProvider out, the default 'system' needs no package."; fi
    grep -E 'error' "$log" | sort -u | head -n 30 >&2
    stop "$(basename "$project") does not compile against $package (log: out/torchsharp/build.log)."
done
# The room for other packages comes along where those restore.
if grep -q ' yes$' "$state/card-packages" 2>/dev/null; then
    build "$root/lib/Oft.Interop" -p:CardPackages=true || { grep -E 'error' "$log" | sort -u | head -n 30 >&2; stop "lib/Oft.Interop does not compile against $package (log: out/torchsharp/build.log)."; }
fi
say "everything compiles against $package"
