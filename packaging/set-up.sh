#!/bin/sh
# Sets up what `make run` (set-up.sh run) or `make test` (set-up.sh test) needs: Debian packages, then .venv.
# Does nothing, in well under a second, when everything is there.
set -eu
cd "$(dirname "$0")/.."

wanted() { sed 's/#.*//' "$@" | tr -s ' \t\n' '\n' | grep -v '^$' | sort -u; }

# The packages of those lists that dpkg does not have; also right for virtual machines without apt's cache.
missing() {
    wanted "$@" | while read -r package; do
        dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || echo "$package"
    done | tr '\n' ' '
}

install_packages() {
    needed=$(missing "$@")
    [ -n "$needed" ] || return 0
    if [ "$(id -u)" = 0 ]; then as_root=""
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then as_root="sudo"
    else
        echo "These Debian packages are missing. As root, run this line, then make again:" >&2
        echo "  apt-get update && apt-get install -y --no-install-recommends $needed" >&2
        exit 1
    fi
    echo "Installing Debian packages: $needed"
    # A terminal's services must not start by themselves in the middle of an installation (policy-rc.d says no).
    $as_root sh -eu -c '
        policy=/usr/sbin/policy-rc.d
        if [ ! -e $policy ]; then printf "#!/bin/sh\nexit 101\n" >$policy; chmod 755 $policy; trap "rm -f $policy" EXIT; fi
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq
        apt-get install -y -qq --no-install-recommends "$@" >/dev/null' sh $needed
}

install_python() {
    stamp=.venv/.set-up
    print_state() { cat packaging/requirements.lock pyproject.toml | sha256sum | cut -d' ' -f1; pwd; }
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(print_state)" ] && return 0
    echo "Installing Python packages into .venv (a few minutes the first time)"
    [ -x .venv/bin/python ] || python3 -m venv .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r packaging/requirements.lock
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
    print_state >"$stamp"
}

case "${1:-}" in
    run) install_packages packaging/apt-build.txt packaging/apt-run.txt ;;
    test) install_packages packaging/apt-build.txt packaging/apt-run.txt packaging/apt-test.txt ;;
    *) echo "usage: packaging/set-up.sh run|test" >&2; exit 2 ;;
esac
install_python
