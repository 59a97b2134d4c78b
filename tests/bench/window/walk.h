// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/window/heartbeat.h"

#include <QWidget>

#include <deque>
#include <functional>

/// A person who walks through the window: every page, on each every list scrolled and sorted, every filter typed into,
/// every choice made; a step at a time, with rests in between.
class Walk
{
public:
    Walk(QWidget& window, Heartbeat& heartbeat, int rounds);
    void start(std::function<void()> done);

private:
    struct Step
    {
        QString page;
        QString action;
        std::function<void()> act;
    };
    void planRounds(int rounds);
    void planPage(const QString& page);
    /// Looks at what the page has now that it is shown.
    void planWidgets(const QString& page);
    void next();

    QWidget& m_window;
    Heartbeat& m_heartbeat;
    std::deque<Step> m_steps;
    std::function<void()> m_done;
    QTimer m_timer;
};
