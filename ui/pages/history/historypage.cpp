// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/history/historypage.h"

#include "ui/models/historymodel.h"
#include "ui/models/tablelook.h"
#include "ui/pages/history/historyexport.h"
#include "ui/pages/pageheader.h"
#include "ui/pages/parts/noticestrip.h"
#include "ui/pages/parts/visiblerows.h"
#include "ui/text/sentences.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

const QString ColumnsKey = u"history/columns"_s;

} // namespace

CyclesPage::CyclesPage(const PageContext& context, QWidget* parent)
    : Page(context, parent), m_model(new HistoryModel(service(), theme(), this)),
      m_export(new QAction(tr("Export…"), this))
{
    m_export->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_E);
    m_export->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(m_export, &QAction::triggered, this, &CyclesPage::askExport);
    addAction(m_export);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    column->addWidget(makeHead());
    m_notice = new NoticeStrip(this);
    column->addWidget(m_notice);
    column->addWidget(makeCard(), 1);

    connect(m_model, &PagedModel::totalChanged, this, &CyclesPage::showTotal);
    connect(m_model, &PagedModel::failed, this, [this](const Error& error) { m_notice->showFailure(error); });
    connect(m_model, &PagedModel::recovered, this, [this] { m_notice->clearFailure(); });
    connect(m_notice, &NoticeStrip::tryAgainAsked, this, [this] {
        if (m_model->hasAnswer())
            m_model->refresh();
        else
            m_model->restart();
    });
    connect(m_notice, &NoticeStrip::cancelAsked, this, [this] {
        if (HistoryExport* job = std::exchange(m_job, nullptr))
            job->cancel();
        m_notice->showWords(tr("Export cancelled; no file was written."), true);
    });
    connect(&service(), &SyncService::cycleFinished, this, [this](const CycleRecord&) {
        if (isVisible())
            m_model->refresh();
        else
            m_stale = true;
    });
    connect(&service(), &SyncService::snapshotChanged, this, [this](const ServiceSnapshot& snapshot) {
        if (isVisible())
            showSnapshot(snapshot);
    });
    showSnapshot(service().snapshot());
    showTotal();
}

QWidget* CyclesPage::makeHead()
{
    m_head = new PageHeader(theme(), this);
    m_link = new QComboBox(m_head);
    m_link->setAccessibleName(tr("Link"));
    m_link->addItem(tr("All links"));
    m_link->setMinimumContentsLength(12);
    m_busy = new QCheckBox(tr("Busy only"), m_head);
    m_busy->setToolTip(tr("Leave out cycles that carried nothing and failed in nothing"));
    m_busy->setChecked(true);
    auto* exportButton = new QPushButton(icons().icon("download"_L1), m_export->text(), m_head);
    connect(exportButton, &QPushButton::clicked, m_export, &QAction::trigger);
    connect(m_link, &QComboBox::currentIndexChanged, this, &CyclesPage::askAgain);
    connect(m_busy, &QCheckBox::toggled, this, &CyclesPage::askAgain);
    for (QWidget* control : std::initializer_list<QWidget*>{m_link, m_busy, exportButton})
        m_head->addControl(control);
    return m_head;
}

QWidget* CyclesPage::makeCard()
{
    auto* card = new QFrame(this);
    setRole(card, "card");
    makeTable(card);
    auto* emptyPage = new QWidget(card);
    m_empty = new QLabel(emptyPage);
    setRole(m_empty, "second");
    m_empty->setAlignment(Qt::AlignCenter);
    m_showAll = new QPushButton(tr("Show every cycle"), emptyPage);
    connect(m_showAll, &QPushButton::clicked, this, [this] {
        m_link->setCurrentIndex(0);
        m_busy->setChecked(false);
    });
    auto* middle = new QVBoxLayout(emptyPage);
    middle->addStretch(1);
    middle->addWidget(m_empty);
    middle->addWidget(m_showAll, 0, Qt::AlignHCenter);
    middle->addStretch(2);
    m_stack = new QStackedWidget(card);
    m_stack->addWidget(m_table);
    m_stack->addWidget(emptyPage);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(1, 4, 1, 4);
    column->addWidget(m_stack);
    return card;
}

void CyclesPage::makeTable(QWidget* parent)
{
    m_table = new QTableView(parent);
    m_table->setAccessibleName(tr("Cycles"));
    m_table->setModel(m_model);
    giveTableLook(*m_table, theme());
    addCopyActions(*m_table);
    m_table->addAction(m_export);
    const QList<int> widths{110, 140, 88, 80, 100, 100, 72, 84, 120};
    for (int i = 0; i < widths.size(); ++i)
        m_table->setColumnWidth(i, widths.at(i));
    restoreColumns(*m_table, context().settings, ColumnsKey);
    new VisibleRows(*m_table, *m_model);
    connect(m_model, &PagedModel::restarted, m_table, &QTableView::scrollToTop);
}

void CyclesPage::setScope(const std::optional<LinkName>& link)
{
    Page::setScope(link);
    if (link && m_link->findText(link->value) < 0)
        m_link->addItem(link->value);
    m_link->setCurrentIndex(link ? m_link->findText(link->value) : 0);
}

void CyclesPage::focusFilter()
{
    m_link->setFocus(Qt::ShortcutFocusReason);
}

QList<QAction*> CyclesPage::pageActions() const
{
    return {m_export};
}

void CyclesPage::saveState()
{
    saveColumns(*m_table, context().settings, ColumnsKey);
}

void CyclesPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    showSnapshot(service().snapshot());
    if (!m_model->hasAnswer())
        askAgain();
    else if (m_stale)
        m_model->refresh();
    m_stale = false;
}

void CyclesPage::askAgain()
{
    std::optional<LinkName> link;
    if (m_link->currentIndex() > 0)
        link = LinkName(m_link->currentText());
    m_model->setQuestion(link, m_busy->isChecked());
}

void CyclesPage::showSnapshot(const ServiceSnapshot& snapshot)
{
    m_model->setClock(say::zoneOf(snapshot), snapshot.at);
    QStringList names;
    for (const LinkSnapshot& link : snapshot.links)
        names.append(link.name.value);
    if (names == m_links)
        return;
    m_links = names;
    const QString chosen = m_link->currentIndex() > 0 ? m_link->currentText() : QString();
    const QSignalBlocker quiet(m_link);
    while (m_link->count() > 1)
        m_link->removeItem(1);
    m_link->addItems(names);
    m_link->setCurrentIndex(std::max(0, chosen.isEmpty() ? 0 : m_link->findText(chosen)));
}

void CyclesPage::showTotal()
{
    const int total = m_model->rowCount();
    const bool busy = m_model->busyOnly();
    QString answer = tr("History");
    if (m_model->hasAnswer() && total == 0)
        answer = busy ? tr("No cycle carried anything") : tr("No cycle yet");
    else if (m_model->hasAnswer() && total == 1)
        answer = busy ? tr("1 busy cycle") : tr("1 cycle");
    else if (m_model->hasAnswer())
        answer = (busy ? tr("%1 busy cycles") : tr("%1 cycles")).arg(say::number(total));
    setAnswer(answer);
    m_head->setAnswer(answer, busy ? tr("Newest first. Cycles that carried nothing and failed in nothing are left out.")
                                   : tr("Newest first."));
    m_export->setEnabled(total > 0);
    m_stack->setCurrentIndex(m_model->hasAnswer() && total == 0 ? 1 : 0);
    const bool filtered = busy || m_model->link();
    m_empty->setText(filtered ? tr("No cycle matches.") : tr("No cycle has run yet. Force sync starts one."));
    m_showAll->setVisible(filtered);
}

void CyclesPage::askExport()
{
    auto* dialog = new QFileDialog(this, tr("Export history"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("CSV table (*.csv)"));
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(u"evenkeel-history-%1.csv"_s.arg(QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmm"_s)));
    connect(dialog, &QFileDialog::fileSelected, this, &CyclesPage::exportTo);
    dialog->open();
}

void CyclesPage::exportTo(const QString& path)
{
    if (HistoryExport* job = std::exchange(m_job, nullptr))
        job->cancel();
    HistoryQuery question;
    question.link = m_model->link();
    question.busyOnly = m_model->busyOnly();
    m_job = new HistoryExport(service(), question, path, this);
    connect(m_job, &HistoryExport::progressed, this, [this](qint64 done, qint64 total) {
        m_notice->showProgress(tr("Exporting: %1 of %2 cycles").arg(say::number(done), say::number(total)), done,
                               total);
    });
    connect(m_job, &HistoryExport::finished, this, [this, path](qint64 cycles) {
        m_job = nullptr;
        m_notice->showWords(tr("%1 cycles written to %2").arg(say::number(cycles), say::isolate(path)), true);
    });
    connect(m_job, &HistoryExport::failed, this, [this](const Error& error) {
        m_job = nullptr;
        m_notice->showWords(say::sentence(error), false);
    });
    m_job->start();
}

} // namespace keel
