// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"

#include <QElapsedTimer>
#include <QFrame>
#include <QTimer>

class QLabel;
class QPushButton;

namespace keel {

class Theme;

/// Of a window over a service on another machine: the line under the toolbar that says which, and, while nothing comes
/// from it, since when and how old is what the window shows.
class AttachStrip : public QFrame
{
    Q_OBJECT

public:
    explicit AttachStrip(const Theme& theme, QWidget* parent = nullptr);

    /// "sync.example.org:7878".
    void setService(const QString& name);
    void show(const ServiceSnapshot& snapshot);

signals:
    void tryAgainAsked();

private:
    void say();

    const Theme& m_theme;
    QLabel* m_icon;
    QLabel* m_text;
    QPushButton* m_again;
    QString m_service;
    ServiceSnapshot m_snapshot;
    QElapsedTimer m_told; ///< since the service told something; not the computer's clock, which may be set
    QTimer m_tick;
    const char* m_role = "";
};

} // namespace keel
