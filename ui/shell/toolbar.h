// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/actions.h"

#include "sync/api/snapshots.h"

#include <QFrame>

class QComboBox;
class QLabel;
class QMenu;
class QToolButton;

namespace keel {

/// The row under the stripe: scope, the three commands, environment, "go to or run", menu.
class ToolBar : public QFrame
{
    Q_OBJECT

public:
    ToolBar(const Actions& actions, const Theme& theme, const Icons& icons, QMenu* menu, QWidget* parent = nullptr);

    void show(const ServiceSnapshot& snapshot);
    using QWidget::show;
    void setScope(const std::optional<LinkName>& link);
    void focusScope();
    void openMenu();

    /// The weightiest environment of the links in scope; Production also draws the window's stripe.
    [[nodiscard]] static std::optional<Environment> environmentOf(const ServiceSnapshot& snapshot,
                                                                  const std::optional<LinkName>& scope);

signals:
    void scopeChosen(const std::optional<keel::LinkName>& link);

private:
    void showEnvironment(const ServiceSnapshot& snapshot);

    const Theme& m_theme;
    QComboBox* m_scope;
    QWidget* m_environment;
    QLabel* m_environmentIcon;
    QLabel* m_environmentWord;
    QToolButton* m_menu;
};

} // namespace keel
