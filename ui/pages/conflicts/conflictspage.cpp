// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/conflicts/conflictspage.h"

#include "ui/models/conflictlistmodel.h"
#include "ui/models/recordselection.h"
#include "ui/pages/conflicts/conflictdelegate.h"
#include "ui/pages/conflicts/conflictpane.h"
#include "ui/pages/parts/noticestrip.h"
#include "ui/pages/parts/visiblerows.h"
#include "ui/text/sentences.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace keel {

namespace {

constexpr int SideWidth = 288;
constexpr auto TypingPause = 200ms;

} // namespace

ConflictsPage::ConflictsPage(const PageContext& context, QWidget* parent)
    : Page(context, parent), m_model(new ConflictListModel(service(), this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeSide());
    auto* edge = new QFrame(this);
    edge->setFixedWidth(1);
    setRole(edge, "line");
    row->addWidget(edge);
    m_stack = new QStackedWidget(this);
    m_pane = new ConflictPane(theme(), icons(), context.permits, m_stack);
    m_stack->addWidget(m_pane);
    m_stack->addWidget(makeEmpty());
    m_stack->addWidget(new QWidget(m_stack));
    row->addWidget(m_stack, 1);

    connectModel();
    showSnapshot(service().snapshot());
    showTotal();
}

QWidget* ConflictsPage::makeSide()
{
    auto* side = new QFrame(this);
    side->setFixedWidth(SideWidth);
    setRole(side, "cardground");
    m_title = new QLabel(side);
    m_title->setFont(theme().font(Type::PageTitle));
    m_title->setWordWrap(true);
    m_remark = new QLabel(side);
    m_remark->setFont(theme().font(Type::Small));
    m_remark->setWordWrap(true);
    setRole(m_remark, "second");
    m_text = new QLineEdit(side);
    m_text->setPlaceholderText(tr("Table, key or value"));
    m_text->setAccessibleName(tr("Filter by table, key or value"));
    m_text->setToolTip(tr("Ctrl+F"));
    m_text->setClearButtonEnabled(true);
    m_text->addAction(icons().icon("search"_L1, Role::Third), QLineEdit::LeadingPosition);
    m_link = new QComboBox(side);
    m_link->setAccessibleName(tr("Link"));
    m_link->addItem(tr("All links"));
    m_list = new QListView(side);
    m_list->setAccessibleName(tr("Conflicts"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new ConflictDelegate(theme(), m_list));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setUniformItemSizes(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_notice = new NoticeStrip(side);

    auto* head = new QVBoxLayout;
    head->setContentsMargins(16, 20, 16, 12);
    head->setSpacing(8);
    head->addWidget(m_title);
    head->addWidget(m_remark);
    head->addWidget(m_text);
    head->addWidget(m_link);
    head->addWidget(m_notice);
    auto* line = new QFrame(side);
    line->setFixedHeight(1);
    setRole(line, "line");
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(line);
    column->addWidget(m_list, 1);
    return side;
}

QWidget* ConflictsPage::makeEmpty()
{
    auto* box = new QWidget(m_stack);
    m_empty = new QLabel(box);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    setRole(m_empty, "second");
    m_clear = new QPushButton(tr("Clear the filter"), box);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        const QSignalBlocker quiet(m_link);
        m_link->setCurrentIndex(0);
        m_text->clear();
        askAgain();
    });
    auto* column = new QVBoxLayout(box);
    column->addStretch(1);
    column->addWidget(m_empty);
    column->addWidget(m_clear, 0, Qt::AlignHCenter);
    column->addStretch(2);
    return box;
}

void ConflictsPage::connectModel()
{
    new VisibleRows(*m_list, *m_model);
    m_selection = new RecordSelection(*m_model, *m_list->selectionModel(), this);
    connect(m_selection, &RecordSelection::changed, this, &ConflictsPage::showCurrent);
    connect(m_model, &PagedModel::totalChanged, this, &ConflictsPage::showTotal);
    connect(m_model, &PagedModel::restarted, this, [this] {
        m_list->scrollToTop();
        if (m_model->rowCount() > 0)
            m_list->setCurrentIndex(m_model->index(0, 0));
        showTotal();
    });
    connect(m_model, &PagedModel::failed, this, [this](const Error& error) { m_notice->showFailure(error); });
    connect(m_model, &PagedModel::recovered, this, [this] { m_notice->clearFailure(); });
    connect(m_notice, &NoticeStrip::tryAgainAsked, this, [this] {
        if (m_model->hasAnswer())
            m_model->refresh();
        else
            m_model->restart();
    });
    m_typing.setSingleShot(true);
    m_typing.setInterval(TypingPause);
    connect(&m_typing, &QTimer::timeout, this, &ConflictsPage::askAgain);
    connect(m_text, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_link, &QComboBox::currentIndexChanged, this, &ConflictsPage::askAgain);
    connect(m_pane, &ConflictPane::stepAsked, this, &ConflictsPage::step);
    connect(m_pane, &ConflictPane::decided, this, &ConflictsPage::decide);
    connect(&service(), &SyncService::commandFinished, this, &ConflictsPage::decisionEnded);
    connect(&service(), &SyncService::recordsChanged, this, [this] {
        if (isVisible())
            m_model->refresh();
        else
            m_stale = true;
    });
    connect(&service(), &SyncService::snapshotChanged, this, [this](const ServiceSnapshot& snapshot) {
        if (isVisible())
            showSnapshot(snapshot);
    });
}

void ConflictsPage::setScope(const std::optional<LinkName>& link)
{
    Page::setScope(link);
    if (link && m_link->findText(link->value) < 0)
        m_link->addItem(link->value);
    m_link->setCurrentIndex(link ? m_link->findText(link->value) : 0);
}

void ConflictsPage::focusFilter()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void ConflictsPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    showSnapshot(service().snapshot());
    if (!m_model->hasAnswer())
        askAgain();
    else if (m_stale)
        m_model->refresh();
    m_stale = false;
}

void ConflictsPage::askAgain()
{
    m_typing.stop();
    std::optional<LinkName> link;
    if (m_link->currentIndex() > 0)
        link = LinkName(m_link->currentText());
    m_selection->clear();
    m_model->setFilter(m_text->text().trimmed(), link);
}

void ConflictsPage::showSnapshot(const ServiceSnapshot& snapshot)
{
    m_model->setSnapshot(snapshot);
    QStringList names;
    for (const LinkSnapshot& link : snapshot.links)
        names.append(link.name.value);
    if (names != m_links) {
        m_links = names;
        const QString chosen = m_link->currentIndex() > 0 ? m_link->currentText() : QString();
        const QSignalBlocker quiet(m_link);
        while (m_link->count() > 1)
            m_link->removeItem(1);
        m_link->addItems(names);
        m_link->setCurrentIndex(std::max(0, chosen.isEmpty() ? 0 : m_link->findText(chosen)));
        m_link->setVisible(names.size() > 1);
    }
    const qint64 waiting = snapshot.conflictsWaiting;
    m_remark->setText(waiting == 0   ? tr("All decided by policy; none waits for you.")
                      : waiting == 1 ? tr("1 is held for you.")
                                     : tr("%1 are held for you.").arg(say::number(waiting)));
}

void ConflictsPage::showTotal()
{
    const int total = m_model->rowCount();
    const bool filtered = !m_model->text().isEmpty() || m_model->link();
    QString answer = tr("Conflicts");
    if (m_model->hasAnswer() && total == 0)
        answer = filtered ? tr("No conflict matches") : tr("No conflicts");
    else if (m_model->hasAnswer())
        answer = total == 1 ? tr("1 conflict") : tr("%1 conflicts").arg(say::number(total));
    m_title->setText(answer);
    setAnswer(answer);
    m_remark->setVisible(total > 0);
    m_empty->setText(filtered ? tr("No conflict matches.")
                              : tr("No conflicts. No row was changed on both sides at once."));
    m_clear->setVisible(filtered);
    if (m_model->hasAnswer())
        m_stack->setCurrentIndex(total == 0 ? 1 : 0);
    else
        m_stack->setCurrentIndex(2);
    showCurrent();
}

void ConflictsPage::showCurrent()
{
    const QList<qint64> ids = m_selection->ids();
    const std::optional<int> row = ids.isEmpty() ? std::nullopt : m_model->rowOf(ids.first());
    const ConflictRecord* record = row ? m_model->recordAt(*row) : nullptr;
    if (!record)
        return;
    m_pane->setRecord(*record, m_model->sideName(record->link, Side::A), m_model->sideName(record->link, Side::B),
                      m_model->zone(), m_model->now(),
                      tr("%1 of %2").arg(say::number(*row + 1), say::number(m_model->rowCount())));
    QList<ConflictRecord> chosen;
    for (const qint64 id : ids) {
        const std::optional<int> at = m_model->rowOf(id);
        if (const ConflictRecord* other = at ? m_model->recordAt(*at) : nullptr; other && other->link == record->link)
            chosen.append(*other);
    }
    m_pane->setChosen(chosen);
    m_pane->setStep(*row > 0, *row + 1 < m_model->rowCount());
}

void ConflictsPage::decide(const QList<qint64>& ids, const ConflictDecision& decision)
{
    const quint64 request = nextRequest();
    m_decisions.insert(request, ids.size());
    service().resolveConflicts(request, ids, decision, context().who);
}

void ConflictsPage::decisionEnded(const CommandOutcome& outcome)
{
    const auto asked = m_decisions.constFind(outcome.request);
    if (asked == m_decisions.constEnd())
        return;
    const qsizetype count = asked.value();
    m_decisions.erase(asked);
    if (outcome.failure)
        m_notice->showWords(say::sentence(*outcome.failure), false);
    else if (outcome.affected < count)
        m_notice->showWords(tr("Decided: %1 of %2.").arg(say::number(outcome.affected), say::number(count)), false);
    else
        m_notice->showWords(count == 1 ? tr("Decided.") : tr("Decided: %1.").arg(say::number(count)), true);
    m_model->refresh();
}

void ConflictsPage::step(int by)
{
    const int row = m_list->currentIndex().row() + by;
    if (row >= 0 && row < m_model->rowCount())
        m_list->setCurrentIndex(m_model->index(row, 0));
}

} // namespace keel
