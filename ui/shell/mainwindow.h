// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/registry.h"
#include "ui/shell/actions.h"
#include "ui/shell/linkcommands.h"

#include <QHash>
#include <QMainWindow>

#include <functional>

class QFrame;
class QStackedWidget;

namespace keel {

class AttachStrip;
class HealthPane;
class Sidebar;
class StatusBar;
class ToolBar;
class Veil;

/// The window: page list, toolbar, pages, health pane, status bar. Pages are made when first shown.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(const PageContext& context, QWidget* parent = nullptr);

    void showPage(const QString& id, const std::optional<LinkName>& link);
    void setScope(const std::optional<LinkName>& link);
    /// The service is on another machine: the window says which, and how old is what it shows while that is away.
    void setAttached(const QString& service, const std::function<void()>& tryAgain);
    [[nodiscard]] QString currentPage() const { return m_current; }
    [[nodiscard]] Page* page(QStringView id) const { return m_pages.value(id.toString()); }
    /// The window's actions and those of the page shown.
    [[nodiscard]] QList<QAction*> allActions() const;

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void buildMenu();
    void build();
    void connectActions();
    void connectParts();
    void follow(const ServiceSnapshot& snapshot);
    void choosePage(const QString& id);
    [[nodiscard]] Page* make(const PageEntry& entry);
    void stepPage(int step);
    void focusNextPane();
    void openPalette();
    void openKeys();
    void showHealthPane();
    void showPermits();
    void showTitle(const QString& answer);
    void save();
    void restore();

    PageContext m_context;
    Actions m_actions;
    LinkCommands m_commands;
    QMenu* m_menu;
    QFrame* m_stripe;
    ToolBar* m_toolBar;
    Sidebar* m_sidebar;
    QStackedWidget* m_stack;
    HealthPane* m_health;
    StatusBar* m_statusBar;
    AttachStrip* m_attached;
    Veil* m_veil;
    Veil* m_healthVeil;
    QString m_service; ///< the one that it is attached to; empty: its own
    QHash<QString, Page*> m_pages;
    QString m_current;
    std::optional<LinkName> m_scope;
};

} // namespace keel
