// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"
#include "ui/shell/theme.h"

#include <QFrame>
#include <QTimer>

class QLabel;

namespace keel {

/// The foot of the window: overall health, uptime, the last thing said; clock offsets and the zone of all times.
class StatusBar : public QFrame
{
    Q_OBJECT

public:
    StatusBar(const Theme& theme, QWidget* parent = nullptr);

    void show(const ServiceSnapshot& snapshot);
    using QWidget::show;
    /// Stays for 8 s, a failure until the next sentence.
    void say(const QString& sentence, bool failed);

private:
    [[nodiscard]] QLabel* label(const char* role = "second");
    [[nodiscard]] QLabel* icon();
    [[nodiscard]] static QString offsetsOf(const ServiceSnapshot& snapshot);

    const Theme& m_theme;
    QLabel* m_healthIcon;
    QLabel* m_health;
    QLabel* m_uptime;
    QLabel* m_said;
    QLabel* m_clockIcon;
    QLabel* m_offsets;
    QLabel* m_zoneIcon;
    QLabel* m_zone;
    QTimer m_fade;
};

} // namespace keel
