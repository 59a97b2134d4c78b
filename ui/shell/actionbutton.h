// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/theme.h"

#include <QToolButton>

class QAction;
class QLabel;

namespace keel {

/// A button of an action, icon beside text, with its key in the tooltip. `role` is of the style sheet: "button" or
/// "primary".
class ActionButton : public QToolButton
{
    Q_OBJECT

public:
    ActionButton(QAction* action, const char* role, QWidget* parent = nullptr);

    /// Shows the key inside the button too, for what the hand shall learn.
    void showKey(const Theme& theme, const char* inkRole);

private:
    void describe();

    QAction* m_action;
    QLabel* m_key = nullptr;
};

} // namespace keel
