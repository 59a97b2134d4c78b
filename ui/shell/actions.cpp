// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/actions.h"

#include "ui/pages/registry.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Actions)
};

QAction* make(QWidget& window, const QIcon& icon, const QString& text, const QList<QKeySequence>& keys)
{
    auto* action = new QAction(icon, text, &window);
    action->setShortcuts(keys);
    window.addAction(action);
    return action;
}

} // namespace

Actions::Actions(const Icons& icons, Theme::Mode mode, QWidget& window)
    : forceSync(make(window, icons.icon("refresh-cw"_L1), Words::tr("Force sync"), {Qt::Key_F5})),
      pause(make(window, icons.icon("pause"_L1), Words::tr("Pause"), {Qt::CTRL | Qt::SHIFT | Qt::Key_P})),
      verify(make(window, icons.icon("shield-check"_L1), Words::tr("Verify…"), {Qt::Key_F8})),
      scope(make(window, icons.icon("link"_L1), Words::tr("Choose links"), {Qt::CTRL | Qt::Key_L})),
      filter(make(window, icons.icon("filter"_L1), Words::tr("Filter"), {Qt::CTRL | Qt::Key_F})),
      palette(make(window, icons.icon("search"_L1), Words::tr("Go to or run…"), {Qt::CTRL | Qt::Key_K})),
      nextPane(make(window, {}, Words::tr("Next pane"), {Qt::Key_F6})),
      healthPane(make(window, icons.icon("panel-right"_L1), Words::tr("Health pane"), {Qt::Key_F9})),
      nextPage(make(window, {}, Words::tr("Next page"), {Qt::CTRL | Qt::Key_Tab})),
      previousPage(make(window, {}, Words::tr("Previous page"), {Qt::CTRL | Qt::SHIFT | Qt::Key_Tab})),
      menuBar(make(window, icons.icon("menu"_L1), Words::tr("Menu bar"), {Qt::CTRL | Qt::Key_M})),
      keys(make(window, icons.icon("keyboard"_L1), Words::tr("All keys"), {Qt::Key_F1})),
      quit(make(window, icons.icon("log-out"_L1), Words::tr("Quit"), {Qt::CTRL | Qt::Key_Q})),
      theme(new QActionGroup(&window)), pages(new QActionGroup(&window))
{
    healthPane->setCheckable(true);
    menuBar->setCheckable(true);
    const std::array<std::pair<Theme::Mode, QString>, 3> modes{{{Theme::Mode::Follow, Words::tr("Follow the system")},
                                                                {Theme::Mode::Light, Words::tr("Light")},
                                                                {Theme::Mode::Dark, Words::tr("Dark")}}};
    for (const auto& [value, text] : modes) {
        QAction* action = theme->addAction(text);
        action->setCheckable(true);
        action->setData(static_cast<int>(value));
        action->setChecked(value == mode);
    }
    int number = 0;
    for (const PageEntry& entry : pageRegistry()) {
        QAction* action = pages->addAction(icons.icon(entry.icon), pageTitle(entry));
        action->setCheckable(true);
        action->setData(QString(entry.id));
        if (++number <= 9)
            action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number)));
        window.addAction(action);
    }
}

QList<QAction*> Actions::all() const
{
    QList<QAction*> list{forceSync, pause, verify};
    list += pages->actions();
    list += {nextPage, previousPage, scope, filter, palette, nextPane, healthPane, menuBar, keys, quit};
    return list;
}

void Actions::showPaused(const Icons& icons, bool paused) const
{
    pause->setText(paused ? Words::tr("Resume") : Words::tr("Pause"));
    pause->setIcon(icons.icon(paused ? "play"_L1 : "pause"_L1));
}

} // namespace keel
