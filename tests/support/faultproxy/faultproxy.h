// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <memory>

namespace keel {

/// A TCP proxy on a free loopback port that does to a database's connections what networks do to them. Runs in a thread
/// of its own; every function may be called from the test's thread.
class FaultProxy
{
public:
    enum class Fault {
        None,
        Delay,          ///< each piece arrives later, `amount` in ms
        Stall,          ///< nothing passes, nothing closes; goes on where it was once mended
        HalfOpen,       ///< what is sent is lost, nothing closes; mending resets those connections
        Cut,            ///< after `amount` bytes to the server both sides are closed
        Reset,          ///< after `amount` bytes to the server both sides are reset
        CutAfterCommit, ///< a COMMIT is passed on and its reply is not: both sides are closed in its place
    };

    /// Null where no port is to be had.
    [[nodiscard]] static std::unique_ptr<FaultProxy> start(const QString& host, int port);
    ~FaultProxy();

    [[nodiscard]] int port() const;
    /// For the connections that are there and those to come; byte counts begin now. `after`: a connection is spared
    /// until it has sent so many bytes to the server.
    void set(Fault fault, qint64 amount = 0, qint64 after = 0);
    void mend() { set(Fault::None); }
    /// Connections to come go to another server; those that are there stay where they are.
    void leadTo(const QString& host, int port);
    /// How often the fault of the last set() struck.
    [[nodiscard]] int hits() const;

private:
    struct Loop;
    explicit FaultProxy(std::unique_ptr<Loop> loop);
    std::unique_ptr<Loop> m_loop;
};

} // namespace keel
