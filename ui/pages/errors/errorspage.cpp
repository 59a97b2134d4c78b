// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/errors/errorspage.h"

#include "ui/models/csv.h"
#include "ui/models/errortablemodel.h"
#include "ui/models/recordselection.h"
#include "ui/models/tablelook.h"
#include "ui/pages/errors/causestrip.h"
#include "ui/pages/errors/errordetailpane.h"
#include "ui/pages/errors/errorexport.h"
#include "ui/pages/errors/errorfilterbar.h"
#include "ui/pages/parts/noticestrip.h"
#include "ui/pages/parts/valuedelegate.h"
#include "ui/pages/parts/visiblerows.h"
#include "ui/text/sentences.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace keel {

namespace {

const QString ColumnsKey = u"errors/columns"_s;
/// Holding an arrow key down must not ask for every row that flies by.
constexpr auto DetailPause = 60ms;

} // namespace

ErrorsPage::ErrorsPage(const PageContext& context, QWidget* parent)
    : Page(context, parent), m_review(new ErrorReview(service(), context.who, this)),
      m_model(new ErrorTableModel(service(), theme(), icons(), this))
{
    makeActions();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    column->addWidget(makeHead());
    m_filter = new ErrorFilterBar(icons(), m_export, this);
    column->addWidget(m_filter);
    m_notice = new NoticeStrip(this);
    column->addWidget(m_notice);
    m_causes = new CauseStrip(theme(), this);
    column->addWidget(m_causes);
    auto* lower = new QHBoxLayout;
    lower->setSpacing(12);
    lower->addWidget(makeTableCard(), 1);
    m_detail = new ErrorDetailPane(theme(), icons(), {m_retry, m_resolve, m_ignore}, this);
    lower->addWidget(m_detail);
    column->addLayout(lower, 1);

    connect(m_filter, &ErrorFilterBar::filterChanged, this, [this] { m_review->setFilter(m_filter->filter()); });
    connect(m_causes, &CauseStrip::causeChosen, m_review, &ErrorReview::setCause);
    connect(m_allCauses, &QPushButton::clicked, this, [this] { m_review->setCause(std::nullopt); });
    connect(m_review, &ErrorReview::changed, this, &ErrorsPage::showReview);
    connect(m_review, &ErrorReview::filterChanged, this, [this] {
        m_selection->clear();
        m_model->setFilter(m_review->tableFilter());
    });
    connect(m_review, &ErrorReview::commandEnded, m_notice, &NoticeStrip::showWords);
    connect(m_review, &ErrorReview::commandEnded, this, [this](const QString&, bool good) {
        // What was acted on is leaving the list; a second press must not act on it again.
        if (good)
            m_selection->clear();
    });
    connect(&context.permits, &Permits::changed, this, &ErrorsPage::showSelection);
    connectService();
    showSnapshot(service().snapshot());
    showReview();
    showSelection();
}

void ErrorsPage::makeActions()
{
    const auto add = [this](const QString& text, const QKeySequence& key, auto slot) {
        auto* action = new QAction(text, this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
        return action;
    };
    m_retry = add(tr("Retry"), Qt::CTRL | Qt::Key_R, [this] { act(ErrorReview::Action::Retry); });
    m_resolve = add(tr("Resolve"), Qt::CTRL | Qt::Key_Return, [this] { act(ErrorReview::Action::Resolve); });
    m_ignore = add(tr("Ignore"), Qt::CTRL | Qt::Key_I, [this] { act(ErrorReview::Action::Ignore); });
    m_export = add(tr("Export…"), Qt::CTRL | Qt::SHIFT | Qt::Key_E, [this] { askExport(); });
    const auto addToTable = [this](const QString& text, const QKeySequence& key, auto slot) {
        auto* action = new QAction(text, this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, slot);
        return action;
    };
    m_selectAll = addToTable(tr("Select all"), QKeySequence::SelectAll, [this] { m_selection->selectAll(); });
    m_copy = addToTable(tr("Copy"), QKeySequence::Copy, [this] { copy(false); });
    m_copyHeaders = addToTable(tr("Copy with headers"), Qt::CTRL | Qt::SHIFT | Qt::Key_C, [this] { copy(true); });
}

QWidget* ErrorsPage::makeHead()
{
    auto* head = new QWidget(this);
    m_title = new QLabel(head);
    m_title->setFont(theme().font(Type::PageTitle));
    m_remark = new QLabel(head);
    m_remark->setFont(theme().font(Type::Small));
    setRole(m_remark, "second");
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(m_title, 0, Qt::AlignBaseline);
    row->addWidget(m_remark, 1, Qt::AlignBaseline);
    return head;
}

QWidget* ErrorsPage::makeTableCard()
{
    auto* card = new QFrame(this);
    setRole(card, "card");
    m_tableTitle = new QLabel(card);
    m_tableTitle->setFont(theme().font(Type::Body, true));
    m_tableWhat = new QLabel(card);
    setRole(m_tableWhat, "second");
    m_allCauses = new QPushButton(tr("Show all causes"), card);
    setRole(m_allCauses, "link");
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 4, 16, 4);
    head->addWidget(m_tableTitle);
    head->addWidget(m_tableWhat, 1);
    head->addWidget(m_allCauses);
    // The line keeps its height when the button hides.
    auto* headBox = new QWidget(card);
    headBox->setLayout(head);
    headBox->setFixedHeight(40);

    makeTable(card);
    auto* empty = new QWidget(card);
    m_emptyText = new QLabel(empty);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyText->setWordWrap(true);
    setRole(m_emptyText, "second");
    m_emptyButton = new QPushButton(tr("Clear the filter"), empty);
    connect(m_emptyButton, &QPushButton::clicked, this, [this] { m_filter->clearFilter(); });
    auto* middle = new QVBoxLayout(empty);
    middle->addStretch(1);
    middle->addWidget(m_emptyText);
    middle->addWidget(m_emptyButton, 0, Qt::AlignHCenter);
    middle->addStretch(2);
    m_stack = new QStackedWidget(card);
    m_stack->addWidget(m_table);
    m_stack->addWidget(empty);

    m_foot = new QLabel(card);
    m_foot->setFont(theme().font(Type::Small));
    m_foot->setContentsMargins(16, 6, 16, 6);
    setRole(m_foot, "second");
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(headBox);
    column->addWidget(m_stack, 1);
    column->addWidget(m_foot);
    return card;
}

void ErrorsPage::makeTable(QWidget* parent)
{
    m_table = new QTableView(parent);
    m_table->setAccessibleName(tr("Errors"));
    m_table->setModel(m_model);
    giveTableLook(*m_table, theme());
    m_table->setItemDelegateForColumn(ErrorTableModel::RowKey, new ValueDelegate(theme(), m_table));
    for (QAction* action : {m_retry, m_resolve, m_ignore, m_copy, m_copyHeaders, m_selectAll, m_export})
        m_table->addAction(action);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    const QList<int> widths{36, 80, 110, 130, 108, 230, 56};
    for (int i = 0; i < widths.size(); ++i)
        m_table->setColumnWidth(i, widths.at(i));
    QHeaderView* header = m_table->horizontalHeader();
    header->setMinimumSectionSize(32);
    header->setStretchLastSection(false);
    header->setSectionResizeMode(ErrorTableModel::What, QHeaderView::Stretch);
    header->setSortIndicatorClearable(true);
    header->setSortIndicator(-1, Qt::DescendingOrder);
    m_table->setSortingEnabled(true);
    // The causes and the details name the link; the header's menu brings the column.
    m_table->setColumnHidden(ErrorTableModel::Link, true);
    restoreColumns(*m_table, context().settings, ColumnsKey);

    new VisibleRows(*m_table, *m_model);
    m_selection = new RecordSelection(*m_model, *m_table->selectionModel(), this);
    connect(m_selection, &RecordSelection::changed, this, &ErrorsPage::showSelection);
    connect(m_model, &PagedModel::restarted, this, [this] {
        m_table->scrollToTop();
        if (m_model->rowCount() > 0 && m_selection->count() == 0)
            m_table->setCurrentIndex(m_model->index(0, ErrorTableModel::LastTry));
    });
    connect(m_model, &PagedModel::totalChanged, this, &ErrorsPage::showReview);
    connect(m_model, &PagedModel::failed, this, [this](const Error& error) { m_notice->showFailure(error); });
    connect(m_model, &PagedModel::recovered, this, [this] { m_notice->clearFailure(); });
}

void ErrorsPage::connectService()
{
    connect(&service(), &SyncService::recordsChanged, this, &ErrorsPage::followRecords);
    connect(&service(), &SyncService::snapshotChanged, this, [this](const ServiceSnapshot& snapshot) {
        if (isVisible())
            showSnapshot(snapshot);
    });
    connect(&service(), &SyncService::errorDetailArrived, this, &ErrorsPage::showDetail);
    connect(m_notice, &NoticeStrip::tryAgainAsked, this, [this] {
        m_review->refresh();
        if (m_model->hasAnswer())
            m_model->refresh();
        else
            m_model->restart();
    });
    connect(m_notice, &NoticeStrip::cancelAsked, this, &ErrorsPage::stopReading);
    m_detailTimer.setSingleShot(true);
    m_detailTimer.setInterval(DetailPause);
    connect(&m_detailTimer, &QTimer::timeout, this, &ErrorsPage::askDetail);
}

void ErrorsPage::followRecords()
{
    m_stale = true;
    if (!isVisible())
        return;
    m_stale = false;
    m_review->refresh();
    m_model->refresh();
    if (m_detailId != 0)
        m_detailTimer.start();
}

void ErrorsPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    showSnapshot(service().snapshot());
    if (!m_review->hasAnswer())
        m_review->setFilter(m_filter->filter());
    else if (m_stale)
        followRecords();
    m_stale = false;
}

void ErrorsPage::setScope(const std::optional<LinkName>& link)
{
    Page::setScope(link);
    m_filter->setLink(link);
}

void ErrorsPage::focusFilter()
{
    m_filter->focusText();
}

QList<QAction*> ErrorsPage::pageActions() const
{
    return {m_retry, m_resolve, m_ignore, m_selectAll, m_copy, m_copyHeaders, m_export};
}

void ErrorsPage::saveState()
{
    saveColumns(*m_table, context().settings, ColumnsKey);
}

void ErrorsPage::showSnapshot(const ServiceSnapshot& snapshot)
{
    m_filter->setSnapshot(snapshot);
    m_model->setClock(say::zoneOf(snapshot), snapshot.at);
}

void ErrorsPage::showReview()
{
    m_title->setText(m_review->answer());
    m_remark->setText(m_review->remark());
    setAnswer(m_review->answer());
    m_causes->setCauses(m_review->causes(), m_review->cause());
    const int rows = m_model->rowCount();
    m_tableTitle->setText(rows == 1 ? tr("1 row") : tr("%1 rows").arg(say::number(rows)));
    m_tableWhat->setText(
        m_review->cause() ? tr("%1, %2", "link, what")
                                .arg(say::isolate(m_review->cause()->link.value), say::title(m_review->cause()->code))
                          : QString());
    m_allCauses->setVisible(m_review->cause().has_value());
    const bool empty = m_model->hasAnswer() && rows == 0;
    m_stack->setCurrentIndex(empty ? 1 : 0);
    const bool filtered = !m_review->isDefault() || m_review->cause();
    m_emptyText->setText(filtered ? tr("No error matches.") : tr("No errors. Every row that was sent went in."));
    m_emptyButton->setVisible(filtered);
    showSelection();
}

void ErrorsPage::showSelection()
{
    const qint64 count = m_selection->count();
    const qint64 total = m_model->rowCount();
    const auto label = [count](const QString& one, const QString& many) {
        return count > 1 ? many.arg(say::number(count)) : one;
    };
    m_retry->setText(label(tr("Retry"), tr("Retry %1")));
    m_resolve->setText(label(tr("Resolve"), tr("Resolve %1")));
    m_ignore->setText(label(tr("Ignore"), tr("Ignore %1")));
    for (QAction* action : {m_retry, m_resolve, m_ignore})
        context().permits.apply(*action, Permits::Level::Operate, count > 0);
    for (QAction* action : {m_copy, m_copyHeaders})
        action->setEnabled(count > 0);
    m_export->setText(label(tr("Export…"), tr("Export %1…")));
    m_export->setEnabled(total > 0);
    m_foot->setText(tr("%1 selected of %2. Ctrl+A selects all.").arg(say::number(count), say::number(total)));
    const auto current = m_model->idAt(m_table->currentIndex().row());
    if (count == 0) {
        m_detailId = 0;
        m_detail->clear();
    } else if (const QList<qint64> ids = count == 1 ? m_selection->ids() : QList<qint64>(); !ids.isEmpty()) {
        if (ids.first() != m_detailId) {
            m_detailId = ids.first();
            m_detailTimer.start();
        }
    } else if (current && *current != m_detailId) {
        m_detailId = *current;
        m_detailTimer.start();
    }
}

void ErrorsPage::askDetail()
{
    if (m_detailId == 0)
        return;
    m_detailRequest = nextRequest();
    service().requestErrorDetail(m_detailRequest, m_detailId);
}

void ErrorsPage::showDetail(quint64 request, const ErrorDetail& detail)
{
    if (request == m_detailRequest && detail.record.id == m_detailId)
        m_detail->setDetail(detail, service().snapshot());
}

void ErrorsPage::withIds(const std::function<void(const QList<qint64>&)>& use)
{
    const QList<QPair<int, int>> unknown = m_selection->unknownRows();
    const QList<qint64> known = m_selection->all() ? QList<qint64>() : m_selection->ids();
    if (unknown.isEmpty()) {
        use(known);
        return;
    }
    stopReading();
    auto ids = std::make_shared<QList<qint64>>(known);
    ErrorQuery question;
    question.filter = m_model->filter();
    question.sort = m_model->order();
    question.descending = m_model->descending();
    m_reader = new ErrorReader(
        service(), question,
        [ids](const QList<ErrorRecord>& records) {
            for (const ErrorRecord& record : records)
                ids->append(record.id);
        },
        this);
    connect(m_reader, &PageReader::progressed, this, [this](qint64 done, qint64 total) {
        m_notice->showProgress(tr("Reading %1 of %2 records").arg(say::number(done), say::number(total)), done, total);
    });
    connect(m_reader, &PageReader::failed, this, [this](const Error& error) {
        stopReading();
        m_notice->showWords(say::sentence(error), false);
    });
    connect(m_reader, &PageReader::finished, this, [this, ids, use] {
        stopReading();
        QSet<qint64> seen;
        QList<qint64> unique;
        for (const qint64 id : *ids) {
            if (!seen.contains(id))
                unique.append(id);
            seen.insert(id);
        }
        use(unique);
    });
    m_reader->read(unknown);
}

void ErrorsPage::stopReading()
{
    m_notice->clear();
    if (m_reader) {
        m_reader->cancel();
        m_reader->deleteLater();
        m_reader = nullptr;
    }
    if (m_job) {
        ErrorExport* job = std::exchange(m_job, nullptr);
        job->cancel();
        m_notice->showWords(tr("Export cancelled; no file was written."), true);
    }
}

void ErrorsPage::act(ErrorReview::Action action)
{
    // All of one cause is said so; else only rows that were listed are closed, whatever came meanwhile.
    if (m_selection->all() && (action == ErrorReview::Action::Retry || m_review->cause())) {
        m_review->runMatching(action);
        return;
    }
    withIds([this, action](const QList<qint64>& ids) { m_review->run(action, ids); });
}

void ErrorsPage::copy(bool withHeaders)
{
    if (m_selection->unknownRows().isEmpty()) {
        QGuiApplication::clipboard()->setText(selectionAsText(*m_table, withHeaders));
        return;
    }
    m_notice->showWords(tr("%1 rows are too many for the clipboard. Export… writes them to a file.")
                            .arg(say::number(m_selection->count())),
                        true);
}

void ErrorsPage::askExport()
{
    auto* dialog = new QFileDialog(this, tr("Export errors"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("CSV table (*.csv)"), tr("JSON (*.json)")});
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(u"evenkeel-errors-%1.csv"_s.arg(QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmm"_s)));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.contains(u"json"_s) ? u"json"_s : u"csv"_s);
    });
    connect(dialog, &QFileDialog::fileSelected, this, &ErrorsPage::exportTo);
    dialog->open();
}

void ErrorsPage::exportTo(const QString& path)
{
    const auto start = [this, path](const std::optional<QSet<qint64>>& only) {
        stopReading();
        ErrorQuery question;
        question.filter = m_model->filter();
        question.sort = m_model->order();
        question.descending = m_model->descending();
        m_job = new ErrorExport(service(), question, only, path, this);
        connect(m_job, &ErrorExport::progressed, this, [this](qint64 done, qint64 total) {
            m_notice->showProgress(tr("Exporting: %1 of %2 records read").arg(say::number(done), say::number(total)),
                                   done, total);
        });
        connect(m_job, &ErrorExport::finished, this, [this, path](qint64 records) {
            m_job = nullptr;
            m_notice->showWords(tr("%1 errors written to %2").arg(say::number(records), say::isolate(path)), true);
        });
        connect(m_job, &ErrorExport::failed, this, [this](const Error& error) {
            m_job = nullptr;
            m_notice->showWords(say::sentence(error), false);
        });
        m_job->start();
    };
    // One selected row is where the cursor stands, not a choice to export.
    if (m_selection->all() || m_selection->count() <= 1) {
        start(std::nullopt);
        return;
    }
    withIds([start](const QList<qint64>& ids) { start(QSet<qint64>(ids.cbegin(), ids.cend())); });
}

} // namespace keel
