// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/syncservice.h"

#include <QWidget>

#include <functional>
#include <memory>

namespace keel {

class Permits;

struct DesktopOptions
{
    enum class Look { AsSet, Follow, Light, Dark };

    QString page; ///< id of the first page; empty: the one of last time
    Look look = Look::AsSet;
    QString language;      ///< "de", "ar"; empty: the system's
    bool reversed = false; ///< right to left whatever the language, for looking at
    QString settingsFile;  ///< empty: the person's own
    QString who;           ///< recorded with commands; empty: the system's user name
    /// The service on another machine that the window is over; empty: one in this process.
    QString attachedTo;
    const Permits* permits = nullptr; ///< what the person may do there, outlives the window; null: everything
    std::function<void()> tryAgain;   ///< a person does not want to wait for the next try to reach it
};

/// The window over a service, with its theme, icons, settings and translations; not shown yet. Sets style, palette,
/// font and layout direction of the QApplication that must exist. `service` outlives the widget. Call from the GUI
/// thread.
[[nodiscard]] std::unique_ptr<QWidget> makeDesktop(SyncService& service, const DesktopOptions& options);

} // namespace keel
