// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/icons.h"

#include <QAction>
#include <QActionGroup>

namespace keel {

/// Every action of the window, each made once and used by toolbar, menu, palette and list of keys. Owned by the window.
struct Actions
{
    Actions(const Icons& icons, Theme::Mode mode, QWidget& window);

    QAction* forceSync;
    QAction* pause;
    QAction* verify;
    QAction* scope;
    QAction* filter;
    QAction* palette;
    QAction* nextPane;
    QAction* healthPane;
    QAction* nextPage;
    QAction* previousPage;
    QAction* menuBar;
    QAction* keys;
    QAction* quit;
    QActionGroup* theme; ///< data: Theme::Mode as int
    QActionGroup* pages; ///< data: the page's id

    /// In the order of the list of keys.
    [[nodiscard]] QList<QAction*> all() const;
    void showPaused(const Icons& icons, bool paused) const;
};

} // namespace keel
