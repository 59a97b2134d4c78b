// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/tablelook.h"

#include "ui/shell/paint.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QPainter>
#include <QSettings>
#include <QTableView>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

constexpr int rowHeight = 28;
constexpr int cellPadding = 8;
constexpr int columnsVersion = 1;

void openColumnMenu(QTableView* view, const QPoint& at)
{
    auto* menu = new QMenu(view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QHeaderView* header = view->horizontalHeader();
    for (int column = 0; column < header->count(); ++column) {
        const QString title = view->model()->headerData(column, Qt::Horizontal).toString();
        if (title.isEmpty())
            continue;
        QAction* action = menu->addAction(title);
        action->setCheckable(true);
        action->setChecked(!view->isColumnHidden(column));
        QObject::connect(action, &QAction::toggled, view,
                         [view, column](bool on) { view->setColumnHidden(column, !on); });
    }
    menu->popup(header->mapToGlobal(at));
}

} // namespace

void TableDelegate::drawGround(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(option.rect, m_theme.color(Role::Tint));
        return;
    }
    const QVariant ground = index.data(Qt::BackgroundRole);
    if (ground.canConvert<QBrush>())
        painter->fillRect(option.rect, ground.value<QBrush>());
    else if (option.features.testFlag(QStyleOptionViewItem::Alternate))
        painter->fillRect(option.rect, m_theme.color(Role::Alternate));
}

void TableDelegate::drawLine(QPainter* painter, const QRect& cell) const
{
    painter->fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), m_theme.color(Role::Grid));
}

void TableDelegate::paint(QPainter* painter, const QStyleOptionViewItem& given, const QModelIndex& index) const
{
    QStyleOptionViewItem option(given);
    initStyleOption(&option, index);
    drawGround(painter, option, index);
    QRect content = option.rect.adjusted(cellPadding, 0, -cellPadding, 0);
    if (!option.icon.isNull()) {
        const int size = 16;
        const QRect place = QStyle::alignedRect(
            option.direction, Qt::AlignVCenter | (option.text.isEmpty() ? Qt::AlignHCenter : Qt::AlignLeft),
            QSize(size, size), content);
        option.icon.paint(painter, place);
        if (option.direction == Qt::RightToLeft)
            content.setRight(place.left() - cellPadding);
        else
            content.setLeft(place.right() + 1 + cellPadding);
    }
    painter->setFont(option.font);
    const QVariant ink = index.data(Qt::ForegroundRole);
    painter->setPen(ink.canConvert<QBrush>() ? ink.value<QBrush>().color() : m_theme.color(Role::Text));
    const QString text = option.fontMetrics.elidedText(option.text, option.textElideMode, content.width());
    painter->drawText(content,
                      static_cast<int>(QStyle::visualAlignment(option.direction, option.displayAlignment)) |
                          Qt::TextSingleLine,
                      text);
    drawLine(painter, option.rect);
}

void TableHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    const paint::Canvas canvas{*painter, m_theme, rect, layoutDirection()};
    painter->save();
    painter->fillRect(rect, m_theme.color(Role::Header));
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), m_theme.color(Role::Border));
    const QVariant given = model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole);
    const Qt::Alignment alignment = given.isValid() ? given.value<Qt::Alignment>() : defaultAlignment();
    const QFont font = m_theme.font(Type::Small, true);
    const QString title = model()->headerData(section, Qt::Horizontal).toString();
    const QRect content = rect.adjusted(cellPadding, 0, -cellPadding, 0);
    const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == section;
    const bool trailing = alignment.testFlag(Qt::AlignRight);
    const int arrowSpace = sorted ? 16 : 0;
    // Beside the title, on the inner side, so that the title stays in line with the cells.
    const int width = std::min(QFontMetrics(font).horizontalAdvance(title) + 2, content.width() - arrowSpace);
    const QRect place = trailing ? QRect(content.right() - width + 1, content.top(), width, content.height())
                                 : QRect(content.left(), content.top(), width, content.height());
    paint::text(canvas, place, title, {font, m_theme.color(sorted ? Role::Text : Role::Second), alignment});
    if (sorted) {
        const QRect arrow(trailing ? place.left() - arrowSpace : place.right() + 4, content.center().y() - 5, 12, 12);
        paint::icon(canvas, arrow,
                    sortIndicatorOrder() == Qt::AscendingOrder ? QLatin1StringView("chevron-up")
                                                               : QLatin1StringView("chevron-down"),
                    m_theme.color(Role::Text));
    }
    painter->restore();
}

void giveTableLook(QTableView& view, const Theme& theme)
{
    view.setItemDelegate(new TableDelegate(theme, &view));
    view.setShowGrid(false);
    view.setAlternatingRowColors(true);
    view.setFrameShape(QFrame::NoFrame);
    view.setSelectionBehavior(QAbstractItemView::SelectRows);
    view.setSelectionMode(QAbstractItemView::ExtendedSelection);
    view.setEditTriggers(QAbstractItemView::NoEditTriggers);
    view.setTextElideMode(Qt::ElideRight);
    view.setWordWrap(false);
    view.setTabKeyNavigation(false);
    view.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    QHeaderView* rows = view.verticalHeader();
    rows->hide();
    rows->setSectionResizeMode(QHeaderView::Fixed);
    rows->setMinimumSectionSize(rowHeight);
    rows->setDefaultSectionSize(rowHeight);
    auto* header = new TableHeader(theme, &view);
    view.setHorizontalHeader(header);
    header->setSectionsClickable(true);
    header->setFixedHeight(rowHeight);
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    header->setStretchLastSection(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    QObject::connect(header, &QHeaderView::customContextMenuRequested, &view,
                     [v = &view](const QPoint& at) { openColumnMenu(v, at); });
}

void saveColumns(const QTableView& view, QSettings& settings, const QString& key)
{
    settings.setValue(key + u"/version"_s, columnsVersion);
    settings.setValue(key + u"/count"_s, view.horizontalHeader()->count());
    settings.setValue(key + u"/state"_s, view.horizontalHeader()->saveState());
}

void restoreColumns(QTableView& view, QSettings& settings, const QString& key)
{
    // A state of other columns would hide or squeeze new ones.
    if (settings.value(key + u"/version"_s).toInt() != columnsVersion ||
        settings.value(key + u"/count"_s).toInt() != view.horizontalHeader()->count())
        return;
    view.horizontalHeader()->restoreState(settings.value(key + u"/state"_s).toByteArray());
}

QString selectionAsText(const QTableView& view, bool withHeaders)
{
    const QHeaderView* header = view.horizontalHeader();
    QList<int> columns;
    for (int visual = 0; visual < header->count(); ++visual) {
        if (const int column = header->logicalIndex(visual); !view.isColumnHidden(column))
            columns.append(column);
    }
    const QItemSelectionModel* selection = view.selectionModel();
    QList<int> rows;
    for (const QModelIndex& index : selection ? selection->selectedRows() : QModelIndexList())
        rows.append(index.row());
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    const auto line = [&columns](auto textOf) {
        QStringList cells;
        for (const int column : columns)
            cells.append(QString(textOf(column)).replace(u'\t', u' ').replace(u'\n', u' '));
        return cells.join(u'\t');
    };
    if (withHeaders)
        lines.append(line([&](int c) { return view.model()->headerData(c, Qt::Horizontal).toString(); }));
    for (const int row : rows)
        lines.append(line([&](int c) { return view.model()->index(row, c).data().toString(); }));
    return lines.join(u'\n');
}

void addCopyActions(QTableView& view)
{
    const auto add = [v = &view](const QString& text, const QKeySequence& key, bool headers) {
        auto* action = new QAction(text, v);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetShortcut);
        v->addAction(action);
        QObject::connect(action, &QAction::triggered, v,
                         [v, headers] { QGuiApplication::clipboard()->setText(selectionAsText(*v, headers)); });
    };
    add(QTableView::tr("Copy"), QKeySequence::Copy, false);
    add(QTableView::tr("Copy with headers"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), true);
    view.setContextMenuPolicy(Qt::ActionsContextMenu);
}

} // namespace keel
