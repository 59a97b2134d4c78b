// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/signals.h"

#include <QSocketNotifier>

#include <array>
#include <atomic>
#include <csignal>

#include <sys/socket.h>
#include <unistd.h>

namespace keel {

namespace {

// [0] is written by the handler, [1] is watched. A handler may only touch what is async-signal-safe.
std::array<int, 2> ends{-1, -1};
std::atomic<int> seen = 0;
std::atomic<bool> hangupReloads = false;
static_assert(std::atomic<int>::is_always_lock_free);

constexpr char endByte = 1;
constexpr char reloadByte = 2;

void handle(int number)
{
    const bool reload = number == SIGHUP && hangupReloads;
    if (!reload && seen.fetch_add(1) > 0)
        _exit(128 + number);
    const char byte = reload ? reloadByte : endByte;
    [[maybe_unused]] const ssize_t written = write(ends[0], &byte, 1);
}

constexpr std::array<int, 3> watched{SIGINT, SIGTERM, SIGHUP};

} // namespace

UnixSignals::UnixSignals(Hangup hangup, QObject* parent) : QObject(parent)
{
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return;
    seen = 0;
    hangupReloads = hangup == Hangup::Reloads;
    auto* notifier = new QSocketNotifier(ends[1], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        if (read(ends[1], &byte, 1) != 1)
            return;
        if (byte == reloadByte)
            emit reloadAsked();
        else
            emit interrupted();
    });
    struct sigaction action = {};
    action.sa_handler = handle;
    action.sa_flags = SA_RESTART;
    for (const int number : watched)
        sigaction(number, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

UnixSignals::~UnixSignals()
{
    for (const int number : watched)
        std::signal(number, SIG_DFL);
    for (int& end : ends) {
        if (end >= 0)
            ::close(end);
        end = -1;
    }
}

} // namespace keel
