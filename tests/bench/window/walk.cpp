// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/window/walk.h"

#include "ui/pages/registry.h"
#include "ui/shell/mainwindow.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>
#include <QTreeView>

using namespace keel;

namespace {

constexpr int rest = 120; // ms between two steps

/// Those of the page, not of the window around it.
template <class T>
QList<T*> shownIn(QWidget* page)
{
    QList<T*> shown;
    for (T* widget : page->findChildren<T*>()) {
        if (widget->isVisible())
            shown.append(widget);
    }
    return shown;
}

QHeaderView* headerOf(QAbstractItemView* view)
{
    if (auto* table = qobject_cast<QTableView*>(view))
        return table->isSortingEnabled() ? table->horizontalHeader() : nullptr;
    if (auto* tree = qobject_cast<QTreeView*>(view))
        return tree->isSortingEnabled() ? tree->header() : nullptr;
    return nullptr;
}

} // namespace

Walk::Walk(QWidget& window, Heartbeat& heartbeat, int rounds) : m_window(window), m_heartbeat(heartbeat)
{
    m_timer.setInterval(rest);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { next(); });
    planRounds(rounds);
}

void Walk::start(std::function<void()> done)
{
    m_done = std::move(done);
    m_timer.start();
}

void Walk::next()
{
    if (m_steps.empty()) {
        m_timer.stop();
        m_done();
        return;
    }
    const Step step = std::move(m_steps.front());
    m_steps.pop_front();
    m_heartbeat.note(step.page, step.action);
    step.act();
}

void Walk::planRounds(int rounds)
{
    for (int round = 0; round < rounds; ++round) {
        for (const PageEntry& entry : pageRegistry())
            planPage(QString(entry.id));
    }
}

void Walk::planPage(const QString& page)
{
    m_steps.push_back({page, QStringLiteral("show"),
                       [this, page] { static_cast<MainWindow&>(m_window).showPage(page, std::nullopt); }});
    for (int i = 0; i < 8; ++i)
        m_steps.push_back({page, QStringLiteral("look"), [] {}});
    m_steps.push_back({page, QStringLiteral("look"), [this, page] { planWidgets(page); }});
}

void Walk::planWidgets(const QString& page)
{
    QWidget* shown = static_cast<MainWindow&>(m_window).page(page);
    std::deque<Step> steps;
    const auto add = [&](const QString& action, std::function<void()> act) {
        steps.push_back({page, action, std::move(act)});
    };
    for (auto* view : shownIn<QAbstractItemView>(shown)) {
        for (int i = 0; i <= 10; ++i)
            add(QStringLiteral("scroll"), [view, i] {
                QScrollBar* bar = view->verticalScrollBar();
                bar->setValue(bar->maximum() * i / 10);
            });
        if (QHeaderView* header = headerOf(view)) {
            for (int column = 0; column < header->count(); ++column)
                add(QStringLiteral("sort"),
                    [header, column] { header->setSortIndicator(column, Qt::DescendingOrder); });
        }
        for (int row = 0; row < 5; ++row)
            add(QStringLiteral("choose a row"), [view, row] {
                if (view->model() && row < view->model()->rowCount())
                    view->setCurrentIndex(view->model()->index(row, 0));
            });
    }
    for (auto* edit : shownIn<QLineEdit>(shown)) {
        if (edit->isReadOnly() || qobject_cast<QComboBox*>(edit->parentWidget()))
            continue;
        for (const char* text : {"1", "12", "123", "no such", ""})
            add(QStringLiteral("type into the filter"), [edit, text] { edit->setText(QString::fromLatin1(text)); });
    }
    for (auto* box : shownIn<QComboBox>(shown)) {
        for (int i = 0; i <= std::min(box->count(), 6); ++i)
            add(QStringLiteral("choose from a list"), [box, i] {
                box->setCurrentIndex(i % std::max(box->count(), 1));
                emit box->activated(box->currentIndex());
            });
    }
    m_steps.insert(m_steps.begin(), steps.begin(), steps.end());
}
