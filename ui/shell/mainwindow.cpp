// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/mainwindow.h"

#include "ui/shell/attachstrip.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/healthpane.h"
#include "ui/shell/keylist.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/statusbar.h"
#include "ui/shell/toolbar.h"
#include "ui/shell/veil.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QMenuBar>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

constexpr int stateVersion = 1;
constexpr QSize firstSize(1280, 800);

Theme::Mode storedMode(const QSettings& settings)
{
    const int mode = settings.value("window/theme"_L1, static_cast<int>(Theme::Mode::Follow)).toInt();
    return static_cast<Theme::Mode>(std::clamp(mode, 0, static_cast<int>(Theme::Mode::Dark)));
}

} // namespace

MainWindow::MainWindow(const PageContext& context, QWidget* parent)
    : QMainWindow(parent), m_context(context), m_actions(context.icons, storedMode(context.settings), *this),
      m_commands(context.service, context.who), m_menu(new QMenu(this)), m_stripe(new QFrame),
      m_toolBar(new ToolBar(m_actions, context.theme, context.icons, m_menu)), m_sidebar(new Sidebar(context.theme)),
      m_stack(new QStackedWidget), m_health(new HealthPane(context.theme)), m_statusBar(new StatusBar(context.theme)),
      m_attached(new AttachStrip(context.theme)), m_veil(new Veil(context.theme, m_stack)),
      m_healthVeil(new Veil(context.theme, m_health))
{
    setWindowTitle(tr("Evenkeel"));
    build();
    buildMenu();
    connectActions();
    connectParts();
    restore();
    showPermits();
    follow(m_context.service.snapshot());
}

void MainWindow::build()
{
    m_stripe->setFixedHeight(4);
    setRole(m_stripe, "stripe");
    auto* middle = new QHBoxLayout;
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(0);
    middle->addWidget(m_sidebar);
    middle->addWidget(m_stack, 1);
    middle->addWidget(m_health);
    auto* centre = new QWidget;
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_stripe);
    layout->addWidget(m_toolBar);
    layout->addWidget(m_attached);
    layout->addLayout(middle, 1);
    layout->addWidget(m_statusBar);
    setCentralWidget(centre);
    setMinimumSize(960, 560);
}

void MainWindow::buildMenu()
{
    const auto fill = [this](QMenu* sync, QMenu* go, QMenu* view, QMenu* help) {
        sync->setToolTipsVisible(true); // they say why something is not allowed
        sync->addActions({m_actions.forceSync, m_actions.pause, m_actions.verify});
        sync->addSeparator();
        sync->addAction(m_actions.quit);
        go->addActions(m_actions.pages->actions());
        go->addSeparator();
        go->addActions({m_actions.nextPage, m_actions.previousPage, m_actions.nextPane, m_actions.scope,
                        m_actions.filter, m_actions.palette});
        QMenu* theme = view->addMenu(tr("Theme"));
        theme->addActions(m_actions.theme->actions());
        view->addActions({m_actions.healthPane, m_actions.menuBar});
        help->addAction(m_actions.keys);
    };
    fill(m_menu->addMenu(tr("Sync")), m_menu->addMenu(tr("Go")), m_menu->addMenu(tr("View")),
         m_menu->addMenu(tr("Help")));
    fill(menuBar()->addMenu(tr("&Sync")), menuBar()->addMenu(tr("&Go")), menuBar()->addMenu(tr("&View")),
         menuBar()->addMenu(tr("&Help")));
    menuBar()->hide();
}

void MainWindow::connectActions()
{
    const auto on = [this](QAction* action, auto slot) { connect(action, &QAction::triggered, this, slot); };
    on(m_actions.forceSync, [this] { m_commands.forceSync(); });
    on(m_actions.pause, [this] { m_commands.togglePause(); });
    on(m_actions.verify, [this] { m_commands.verify(); });
    on(m_actions.scope, [this] { m_toolBar->focusScope(); });
    on(m_actions.filter, [this] {
        if (Page* current = page(m_current))
            current->focusFilter();
    });
    on(m_actions.palette, [this] { openPalette(); });
    on(m_actions.nextPane, [this] { focusNextPane(); });
    on(m_actions.nextPage, [this] { stepPage(1); });
    on(m_actions.previousPage, [this] { stepPage(-1); });
    on(m_actions.keys, [this] { openKeys(); });
    on(m_actions.quit, [this] { close(); });
    connect(m_actions.healthPane, &QAction::toggled, this, &MainWindow::showHealthPane);
    connect(m_actions.menuBar, &QAction::toggled, menuBar(), &QWidget::setVisible);
    connect(m_actions.pages, &QActionGroup::triggered, this,
            [this](const QAction* action) { choosePage(action->data().toString()); });
    connect(m_actions.theme, &QActionGroup::triggered, this, [this](const QAction* action) {
        m_context.settings.setValue("window/theme"_L1, action->data());
        m_context.theme.setMode(static_cast<Theme::Mode>(action->data().toInt()));
    });
}

void MainWindow::connectParts()
{
    connect(&m_context.service, &SyncService::snapshotChanged, this, &MainWindow::follow);
    connect(&m_context.theme, &Theme::changed, this, [this] { follow(m_context.service.snapshot()); });
    connect(&m_context.permits, &Permits::changed, this, &MainWindow::showPermits);
    connect(m_sidebar, &Sidebar::pageChosen, this, &MainWindow::choosePage);
    connect(m_toolBar, &ToolBar::scopeChosen, this, &MainWindow::setScope);
    connect(m_health, &HealthPane::pageAsked, this, &MainWindow::showPage);
    connect(&m_commands, &LinkCommands::told, m_statusBar, &StatusBar::say);
}

void MainWindow::follow(const ServiceSnapshot& snapshot)
{
    m_toolBar->show(snapshot);
    m_sidebar->show(snapshot);
    m_statusBar->show(snapshot);
    m_attached->show(snapshot);
    for (Veil* veil : {m_veil, m_healthVeil})
        veil->setDrawn(!m_service.isEmpty() && !snapshot.serviceAnswers);
    if (m_health->isVisible())
        m_health->show(snapshot);
    m_actions.showPaused(m_context.icons, m_commands.isPaused());
    m_stripe->setVisible(ToolBar::environmentOf(snapshot, m_scope) == Environment::Production);
}

void MainWindow::showPermits()
{
    for (QAction* action : {m_actions.forceSync, m_actions.pause, m_actions.verify})
        m_context.permits.apply(*action, Permits::Level::Operate);
}

void MainWindow::setScope(const std::optional<LinkName>& link)
{
    m_scope = link;
    m_commands.setScope(link.value_or(LinkName()));
    m_toolBar->setScope(link);
    if (link)
        m_health->setLink(*link);
    for (Page* each : std::as_const(m_pages))
        each->setScope(link);
    follow(m_context.service.snapshot());
}

void MainWindow::showPage(const QString& id, const std::optional<LinkName>& link)
{
    if (findPage(id) == nullptr)
        return;
    if (link)
        setScope(link);
    choosePage(id);
}

Page* MainWindow::make(const PageEntry& entry)
{
    Page* made = entry.make(m_context, m_stack);
    made->setAccessibleName(pageTitle(entry));
    connect(made, &Page::pageAsked, this, &MainWindow::showPage);
    connect(made, &Page::linkSelected, this, [this](const LinkName& link) {
        m_health->setLink(link);
        m_health->show(m_context.service.snapshot());
    });
    connect(made, &Page::answerChanged, this, [this, made](const QString& answer) {
        if (m_stack->currentWidget() == made)
            showTitle(answer);
    });
    made->setScope(m_scope);
    m_stack->addWidget(made);
    m_pages.insert(QString(entry.id), made);
    return made;
}

void MainWindow::choosePage(const QString& id)
{
    const PageEntry* entry = findPage(id);
    if (entry == nullptr || id == m_current)
        return;
    m_current = id;
    Page* shown = page(id);
    if (shown == nullptr)
        shown = make(*entry);
    m_stack->setCurrentWidget(shown);
    m_sidebar->setCurrentPage(id);
    if (!m_sidebar->hasFocus())
        shown->setFocus();
    for (QAction* action : m_actions.pages->actions())
        action->setChecked(action->data().toString() == id);
    showTitle(shown->answer().isEmpty() ? pageTitle(*entry) : shown->answer());
    m_veil->raise();
    showHealthPane();
}

void MainWindow::showTitle(const QString& answer)
{
    setWindowTitle(m_service.isEmpty() ? tr("%1 - Evenkeel").arg(answer)
                                       : tr("%1 - %2 - Evenkeel", "answer - service").arg(answer, m_service));
}

void MainWindow::setAttached(const QString& service, const std::function<void()>& tryAgain)
{
    m_service = service;
    m_attached->setService(service);
    if (tryAgain)
        connect(m_attached, &AttachStrip::tryAgainAsked, this, tryAgain);
    follow(m_context.service.snapshot());
    if (const Page* shown = page(m_current))
        showTitle(shown->answer().isEmpty() ? pageTitle(*findPage(m_current)) : shown->answer());
}

void MainWindow::stepPage(int step)
{
    const QList<QAction*> pages = m_actions.pages->actions();
    const auto at = std::find_if(pages.begin(), pages.end(),
                                 [this](const QAction* a) { return a->data().toString() == m_current; });
    const qsizetype next = (at - pages.begin() + step + pages.size()) % pages.size();
    choosePage(pages.at(next)->data().toString());
}

void MainWindow::showHealthPane()
{
    const bool shown = m_actions.healthPane->isChecked() && m_current == "overview"_L1;
    m_health->setVisible(shown);
    if (shown)
        m_health->show(m_context.service.snapshot());
}

void MainWindow::focusNextPane()
{
    const QList<QWidget*> panes{m_toolBar, m_sidebar, m_stack->currentWidget(), m_health};
    QWidget* focus = focusWidget();
    qsizetype current = -1;
    for (qsizetype i = 0; i < panes.size(); ++i) {
        if (focus != nullptr && (panes.at(i) == focus || panes.at(i)->isAncestorOf(focus)))
            current = i;
    }
    for (qsizetype i = 1; i <= panes.size(); ++i) {
        QWidget* pane = panes.at((current + i) % panes.size());
        if (!pane->isVisible())
            continue;
        QWidget* target = pane->focusPolicy() != Qt::NoFocus ? pane : pane->nextInFocusChain();
        while (target != pane &&
               !(pane->isAncestorOf(target) && target->isVisible() && (target->focusPolicy() & Qt::TabFocus) != 0))
            target = target->nextInFocusChain();
        if (target == pane && pane->focusPolicy() == Qt::NoFocus)
            continue;
        target->setFocus(Qt::ShortcutFocusReason);
        return;
    }
}

QList<QAction*> MainWindow::allActions() const
{
    QList<QAction*> actions = m_actions.all();
    if (const Page* current = page(m_current))
        actions += current->pageActions();
    return actions;
}

void MainWindow::openPalette()
{
    QList<CommandPalette::Entry> entries;
    const auto add = [&](QAction* action) {
        if (!action->isEnabled() || action == m_actions.palette)
            return;
        entries.append({action->icon(), action->text(), action->shortcut().toString(QKeySequence::NativeText),
                        [action] { action->trigger(); }});
    };
    for (QAction* action : allActions())
        add(action);
    const ServiceSnapshot snapshot = m_context.service.snapshot();
    for (const LinkSnapshot& link : snapshot.links)
        entries.append({m_context.icons.icon(lookOf(link.state).icon, lookOf(link.state).colour), link.name.value,
                        tr("link"), [this, name = link.name] { setScope(name); }});
    entries.append({m_context.icons.icon("link"_L1), tr("All links"), tr("link"), [this] { setScope(std::nullopt); }});
    (new CommandPalette(entries, m_context.theme, this))->open();
}

void MainWindow::openKeys()
{
    (new KeyList(allActions(), m_context.theme, this))->open();
}

void MainWindow::save()
{
    QSettings& s = m_context.settings;
    s.setValue("window/version"_L1, stateVersion);
    s.setValue("window/geometry"_L1, saveGeometry());
    s.setValue("window/page"_L1, m_current);
    s.setValue("window/healthPane"_L1, m_actions.healthPane->isChecked());
    s.setValue("window/menuBar"_L1, m_actions.menuBar->isChecked());
    for (Page* each : std::as_const(m_pages))
        each->saveState();
}

void MainWindow::restore()
{
    const QSettings& s = m_context.settings;
    resize(firstSize);
    QString first = QString(pageRegistry().front().id);
    bool healthPane = true;
    if (s.value("window/version"_L1).toInt() == stateVersion) {
        restoreGeometry(s.value("window/geometry"_L1).toByteArray());
        first = findPage(s.value("window/page"_L1).toString()) ? s.value("window/page"_L1).toString() : first;
        healthPane = s.value("window/healthPane"_L1, true).toBool();
        m_actions.menuBar->setChecked(s.value("window/menuBar"_L1, false).toBool());
    }
    m_actions.healthPane->setChecked(healthPane);
    choosePage(first);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    save();
    QMainWindow::closeEvent(event);
}

} // namespace keel
