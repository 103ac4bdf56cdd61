# Set-up shared by run.sh, test.sh and oft. Sourced, never run.
#
#   setup_all        everything a run needs; idempotent, seconds when nothing changed
#   setup_tests      in addition what only tests need (peers: python3-torch)
#
# OFT_LIBTORCH=<dir> names the libtorch of a pip or conda wheel (the folder with include/ and lib/) instead of the distribution's.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
state="$root/out/.setup"

say() { printf 'set-up: %s\n' "$*" >&2; }
stop() { printf 'set-up: %s\n' "$*" >&2; exit 1; }

# package | why it is needed
run_packages() {
    cat <<'LIST'
g++|compiles the native shim against the very libtorch it will run with
cmake|builds the native shim
make|builds the native shim
libopenblas0-openmp|matrix products of libtorch; the openmp flavour shares libtorch's threads
libmujoco-dev|the physics of every world
libosmesa6|renders camera pictures without a screen
libturbojpeg0|decodes and encodes JPEG with TensorFlow's bytes
libhdf5-103-1|reads and writes ALOHA recordings
ffmpeg|decodes the videos of LeRobot data sets (H.264, AV1) and writes films as MP4
LIST
    # A libtorch named by hand replaces the distribution's.
    [ -n "${OFT_LIBTORCH:-}" ] || echo 'libtorch-dev|the tensor library under Oft.Torch'
}
test_packages() {
    cat <<'LIST'
iproute2|two network namespaces whose processes train together
xz-utils|unpacks recorded asset files
libegl1|draws once more the way a GPU would, on Mesa's CPU device
python3-rosmaster|ROS 1's own master, which our node registers with
python3-rospy|ROS 1's own node, at the other end of our wire
python3-sensor-msgs|the message classes of that node
python3-std-msgs|the message classes of that node
python3-numpy|arrays of environment/libero-official/client.py
python3-requests|HTTP of environment/libero-official/client.py
python3-jupyter-kernel-test|asks the Jupyter kernel what clients ask, message by message
jupyter-nbconvert|runs notebooks through the kernel as people do; brings nbformat, which says what is valid
LIST
    [ -n "${OFT_LIBTORCH:-}" ] || echo 'python3-torch|the reference that gradients and optimiser steps are compared with'
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else return 127; fi
}

installed() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

install_packages() { # a list function
    local missing=() why name
    if ! command -v apt-get >/dev/null; then
        without_apt
        return
    fi
    while IFS='|' read -r name why; do
        installed "$name" && continue
        say "installing $name: $why"
        missing+=("$name")
    done < <("$1")
    [ ${#missing[@]} -gt 0 ] || return 0
    local log="$state/apt.log"
    {
        as_root apt-get update -q &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
    } >"$log" 2>&1 || {
        tail -n 20 "$log" >&2
        stop "could not install: ${missing[*]} (log: out/.setup/apt.log). Install them by hand, as root, and start again."
    }
}

# Where there is no apt, say what is missing instead of guessing another package manager.
without_apt() {
    local missing=() tool library
    for tool in g++ cmake make; do command -v "$tool" >/dev/null || missing+=("$tool"); done
    for library in libmujoco.so libOSMesa.so libturbojpeg.so libhdf5; do
        ldconfig -p 2>/dev/null | grep -q "$library" || missing+=("$library")
    done
    if [ -z "${OFT_LIBTORCH:-}" ] && ! ldconfig -p 2>/dev/null | grep -q libtorch_cpu; then
        missing+=("libtorch (or set OFT_LIBTORCH to the torch folder of a pip or conda install: python -c 'import torch; print(torch.__path__[0])')")
    fi
    [ ${#missing[@]} -eq 0 ] && return 0
    { echo "set-up: apt-get is not here, so nothing was installed. Missing:"; printf '  %s\n' "${missing[@]}"; } >&2
    exit 1
}

# libtorch of the distribution takes whatever libblas.so.3 is selected; reference BLAS is 26 times slower, the pthread flavour fights libtorch's threads.
pin_blas() {
    [ -z "${OFT_LIBTORCH:-}" ] && command -v update-alternatives >/dev/null || return 0
    local triple name target
    triple=$(gcc -print-multiarch 2>/dev/null || echo x86_64-linux-gnu)
    for name in libblas.so.3 liblapack.so.3 libopenblas.so.0; do
        target=$(update-alternatives --list "$name-$triple" 2>/dev/null | grep openblas-openmp | head -n 1)
        [ -n "$target" ] || continue
        [ "$(readlink -f "/etc/alternatives/$name-$triple")" = "$(readlink -f "$target")" ] && continue
        say "selecting the openmp flavour of OpenBLAS for $name"
        as_root update-alternatives --set "$name-$triple" "$target" >/dev/null || stop "could not select $target for $name; run update-alternatives --set $name-$triple $target as root."
    done
}

need_dotnet() {
    command -v dotnet >/dev/null || stop "the .NET SDK 10 is not on the PATH. Install it from https://dotnet.microsoft.com/download/dotnet/10.0 and start again."
    dotnet --list-sdks | grep -q '^10\.' || stop "expected a .NET SDK 10, found: $(dotnet --list-sdks | tr '\n' ' '). Install .NET 10 and start again."
}

# The same files give the same line, so that a second run builds nothing.
fingerprint() { (cd "$root" && find "$@" \( -name bin -o -name obj -o -name build \) -prune -o -type f -printf '%p %s %T@\n' | LC_ALL=C sort | sha256sum | cut -d' ' -f1); }
changed() { [ "$(cat "$state/$1" 2>/dev/null)" != "$2" ]; }

build_native() {
    local print
    print="$(fingerprint lib/native lib/Oft.Simulation/MuJoCo/Layouts) ${OFT_LIBTORCH:-system} $(dpkg-query -W -f='${Version} ' libtorch-dev libmujoco-dev 2>/dev/null || true)"
    if [ -f "$root/lib/native/build/liboft_torch.so" ] && ! changed native "$print"; then return; fi
    say "building lib/native against ${OFT_LIBTORCH:-the system libtorch}"
    {
        cmake -S "$root/lib/native" -B "$root/lib/native/build" -DCMAKE_BUILD_TYPE=Release ${OFT_LIBTORCH:+-DOFT_LIBTORCH="$OFT_LIBTORCH"} &&
        cmake --build "$root/lib/native/build" --parallel
    } >"$state/native.log" 2>&1 || { tail -n 30 "$state/native.log" >&2; stop "lib/native did not build (log: out/.setup/native.log)."; }
    echo "$print" >"$state/native"
    rm -f "$state/managed"
}

build_managed() {
    local print
    print="$(fingerprint lib tests environment OftNotebooks.sln)"
    if ! changed managed "$print"; then return; fi
    say "building OftNotebooks.sln"
    waiting "building" "$state/managed.log" dotnet build "$root/OftNotebooks.sln" -c Release -nologo -v quiet -clp:NoSummary || { grep -E 'error|warn' "$state/managed.log" | sort -u | head -n 30 >&2; stop "the solution did not build (log: out/.setup/managed.log)."; }
    echo "$print" >"$state/managed"
}

# Figures, tables and pictures for other packages: built where those restore. The answer is kept until what is asked for changes.
build_interop() {
    local key print room="$root/lib/Oft.Interop"
    key="$(cat "$room/Oft.Interop.csproj" "$root/environment/Packages.props" | sha256sum | cut -d' ' -f1)"
    case "$(cat "$state/card-packages" 2>/dev/null)" in
        "$key yes") ;;
        "$key no") say "$no_card_packages"; return 0 ;;
        *)
            if ! waiting "asking for the card packages" "$state/interop.log" timeout 120 dotnet restore "$room" -p:CardPackages=true -v quiet; then
                echo "$key no" >"$state/card-packages"
                say "$no_card_packages"
                return 0
            fi
            echo "$key yes" >"$state/card-packages" ;;
    esac
    print="$key $(cat "$state/managed")"
    if ! changed interop "$print"; then return 0; fi
    say "building lib/Oft.Interop"
    waiting "building" "$state/interop.log" dotnet build "$room" -c Release -p:CardPackages=true -nologo -v quiet -clp:NoSummary || { grep -E 'error|warn' "$state/interop.log" | sort -u | head -n 10 >&2; stop "lib/Oft.Interop did not build (log: out/.setup/interop.log)."; }
    echo "$print" >"$state/interop"
}
no_card_packages="Plotly.NET, Deedle, ImageSharp and ScottPlot cannot be restored here, so lib/Oft.Interop is not built and nothing else misses them (log: out/.setup/interop.log; rm out/.setup/card-packages asks again)."

# Figures in pages and notebooks are drawn by plotly.js; it comes from its npm package and is checked, and pages embed it.
plotly_version=4.1.1
plotly_sha256=79542150855a52c567260e3137095dbe2b744e6d702a5cabe67da246942fba7a
take_plotly() {
    local place="$root/out/plotly" file=plotly-cartesian.min.js
    [ "$(sha256sum "$place/$file" 2>/dev/null | cut -d' ' -f1)" = "$plotly_sha256" ] && return 0
    if ! command -v npm >/dev/null; then
        say "npm is not on the PATH: figures will be static pictures. Install Node.js and start again to make them live."
        return 0
    fi
    say "taking plotly.js $plotly_version from its npm package"
    mkdir -p "$place"
    {
        (cd "$place" && npm pack --silent "plotly.js-cartesian-dist-min@$plotly_version") &&
        tar -xzf "$place/plotly.js-cartesian-dist-min-$plotly_version.tgz" -C "$place" --strip-components=1 "package/$file" package/LICENSE &&
        rm -f "$place"/*.tgz
    } >"$state/plotly.log" 2>&1 || { say "plotly.js did not come (log: out/.setup/plotly.log): figures will be static pictures."; rm -f "$place/$file"; return 0; }
    [ "$(sha256sum "$place/$file" | cut -d' ' -f1)" = "$plotly_sha256" ] || { rm -f "$place/$file"; stop "plotly.js $plotly_version is not the file it was: expected SHA-256 $plotly_sha256. Start again; if it stays so, report it."; }
}

# Runs something long into a log; a terminal sees the seconds go by.
waiting() { # what, log, command…
    local what="$1" log="$2" began=$SECONDS job
    shift 2
    "$@" >"$log" 2>&1 &
    job=$!
    trap 'kill '"$job"' 2>/dev/null; exit 130' INT TERM
    while kill -0 "$job" 2>/dev/null; do
        if [ -t 2 ]; then printf '\rset-up: %s: %d s ' "$what" $((SECONDS - began)) >&2; fi
        sleep 1
    done
    trap - INT TERM
    if [ -t 2 ]; then printf '\r\033[K' >&2; fi
    wait "$job"
}

# Notebooks start in under a second where the compiler inside is compiled ahead. Without the package for it they take twice as long.
publish_ready() {
    changed ready "$(cat "$state/managed" 2>/dev/null)" || return 0
    say "compiling the notebook host ahead, once; a minute or two on two cores"
    local runtime
    runtime=linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')
    if waiting "compiling ahead" "$state/ready.log" dotnet publish "$root/lib/Oft.Host" -c Release -r "$runtime" --no-self-contained -p:PublishReadyToRun=true -o "$root/lib/Oft.Host/bin/ready" -nologo -v quiet -clp:NoSummary; then
        cat "$state/managed" >"$state/ready"
    else
        rm -rf "$root/lib/Oft.Host/bin/ready"
        say "it could not be compiled ahead (log: out/.setup/ready.log); notebooks run all the same, and start slower"
        cat "$state/managed" >"$state/ready"
    fi
}

# One thread a core everywhere; libtorch's own default is one thread in all.
pin_threads() {
    export OFT_THREADS="${OFT_THREADS:-$(nproc)}"
    export OMP_NUM_THREADS="$OFT_THREADS" OPENBLAS_NUM_THREADS="$OFT_THREADS" LP_NUM_THREADS=0
    # A waiting worker of libtorch sleeps after a tenth of a millisecond. By default it spins for several, on a core that a world could use.
    export GOMP_SPINCOUNT="${GOMP_SPINCOUNT:-2000}"
    # Large tensors on huge pages: a fifth of a training step's time in a trial.
    export GLIBC_TUNABLES="${GLIBC_TUNABLES:-glibc.malloc.hugetlb=1}"
}

setup_all() {
    mkdir -p "$state"
    need_dotnet
    install_packages run_packages
    pin_blas
    pin_threads
    build_native
    take_plotly
    build_managed
    build_interop
}

setup_tests() {
    mkdir -p "$state"
    install_packages test_packages
}
