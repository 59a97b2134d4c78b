// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QHash>
#include <QString>
#include <QTimer>

#include <vector>

/// Beats every 10 ms in the GUI thread. What lies between two beats beyond that is how long the window stood still.
class Heartbeat
{
public:
    Heartbeat();

    /// What is done from now on; the gaps are counted under it.
    void note(const QString& page, const QString& action);
    struct Gap
    {
        double ms = 0;
        QString action;
    };
    struct Count
    {
        std::vector<double> gaps;
        Gap longest;
    };
    [[nodiscard]] const QHash<QString, Count>& pages() const { return m_pages; }

private:
    void beat();

    QTimer m_timer;
    QElapsedTimer m_since;
    QString m_page = QStringLiteral("start");
    QString m_action;
    QHash<QString, Count> m_pages;
};
