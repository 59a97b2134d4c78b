// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QAction;

namespace keel {

class Theme;

/// F1: every action with its keys.
class KeyList : public QDialog
{
    Q_OBJECT

public:
    KeyList(const QList<QAction*>& actions, const Theme& theme, QWidget* window);
};

} // namespace keel
