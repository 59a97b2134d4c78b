// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <atomic>
#include <thread>

namespace keel {

/// Another program at work on `notes`: it locks the rows 1 to `rows` one by one from the last to the first, the other
/// way round than the engine does, and then writes a row of its own. It runs in a thread of its own until it goes.
class Competitor
{
public:
    struct Place
    {
        QByteArray connection; ///< as libpq takes it
        int rows = 0;
        int ownRow = 0;
    };
    explicit Competitor(Place place);
    ~Competitor() { stop(); }

    void stop();
    /// Its own row's last value that the server has committed.
    [[nodiscard]] int written() const { return m_written; }
    /// How often the server chose this one to end a deadlock.
    [[nodiscard]] int victim() const { return m_victim; }

private:
    void run(const Place& place);
    std::atomic<bool> m_ends{false};
    std::atomic<int> m_written{0};
    std::atomic<int> m_victim{0};
    std::thread m_thread;
};

} // namespace keel
