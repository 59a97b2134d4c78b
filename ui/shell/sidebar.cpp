// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sidebar.h"

#include "ui/shell/paint.h"
#include "ui/text/sentences.h"

#include <QCoreApplication>
#include <QPainter>
#include <QStyledItemDelegate>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

constexpr int rowHeight = 32;

class SidebarDelegate : public QStyledItemDelegate
{
public:
    SidebarDelegate(const SidebarModel& model, const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent), m_model(model), m_theme(theme)
    {}

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const bool later = m_model.at(index.row()).page == nullptr && index.row() > 0;
        return {option.rect.width(), rowHeight + (later ? 4 : 0)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const SidebarModel::Item& item = m_model.at(index.row());
        const QRect row = option.rect;
        const paint::Canvas canvas{*painter, m_theme, row, option.direction};
        painter->save();
        if (item.page == nullptr) {
            paint::text(canvas, row.adjusted(20, row.height() - rowHeight + 6, -8, -2), item.text,
                        {m_theme.font(Type::Small, true), m_theme.color(Role::Second)});
        } else {
            paintPage(canvas, option, item);
        }
        painter->restore();
    }

private:
    void paintPage(const paint::Canvas& canvas, const QStyleOptionViewItem& option,
                   const SidebarModel::Item& item) const
    {
        const QRect ground = canvas.within.adjusted(8, 0, -8, 0);
        const bool current = option.state.testFlag(QStyle::State_Selected);
        QPainter& p = canvas.painter;
        p.setRenderHint(QPainter::Antialiasing);
        if (current || option.state.testFlag(QStyle::State_MouseOver)) {
            p.setPen(Qt::NoPen);
            p.setBrush(m_theme.color(current ? Role::Tint : Role::Window));
            p.drawRoundedRect(ground, 6, 6);
        }
        if (current && option.state.testFlag(QStyle::State_HasFocus)) {
            p.setPen(QPen(m_theme.color(Role::Accent), 2));
            p.setBrush(Qt::NoBrush);
            p.drawRoundedRect(QRectF(ground).adjusted(1, 1, -1, -1), 6, 6);
        }
        const QColor ink = m_theme.color(current ? Role::Link : Role::Text);
        paint::icon(canvas, QRect(ground.left() + 12, ground.center().y() - 7, 16, 16), item.page->icon,
                    current ? ink : m_theme.color(Role::Second));
        paint::text(canvas, ground.adjusted(38, 0, -46, 0), item.text, {m_theme.font(Type::Body, current), ink});
        if (item.badge.count > 0)
            paint::badge(canvas, ground.adjusted(0, 0, -8, 0), say::number(item.badge.count), item.badge.colour,
                         item.badge.tint);
    }

    const SidebarModel& m_model;
    const Theme& m_theme;
};

} // namespace

SidebarModel::SidebarModel(QObject* parent) : QAbstractListModel(parent)
{
    std::optional<PageSection> section;
    for (const PageEntry& entry : pageRegistry()) {
        if (section != entry.section)
            m_items.append({nullptr, sectionTitle(entry.section), {}});
        section = entry.section;
        m_items.append({&entry, pageTitle(entry), {}});
    }
}

void SidebarModel::show(const ServiceSnapshot& snapshot)
{
    for (int row = 0; row < m_items.size(); ++row) {
        Item& item = m_items[row];
        if (item.page == nullptr || item.page->badge == nullptr)
            continue;
        const PageBadge badge = item.page->badge(snapshot);
        if (badge.count == item.badge.count)
            continue;
        item.badge = badge;
        emit dataChanged(index(row), index(row));
    }
}

int SidebarModel::rowOf(QStringView page) const
{
    for (int row = 0; row < m_items.size(); ++row) {
        if (m_items.at(row).page != nullptr && page == m_items.at(row).page->id)
            return row;
    }
    return -1;
}

int SidebarModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

QVariant SidebarModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Item& item = m_items.at(index.row());
    if (role == Qt::DisplayRole)
        return item.text;
    if (role == Qt::AccessibleTextRole)
        return item.badge.count > 0 ? tr("%1, %2 to review").arg(item.text, say::number(item.badge.count)) : item.text;
    return {};
}

Qt::ItemFlags SidebarModel::flags(const QModelIndex& index) const
{
    if (!index.isValid() || m_items.at(index.row()).page == nullptr)
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

Sidebar::Sidebar(const Theme& theme, QWidget* parent) : QListView(parent)
{
    setFixedWidth(200);
    setModel(&m_model);
    setItemDelegate(new SidebarDelegate(m_model, theme, this));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setAccessibleName(tr("Pages"));
    setRole(this, isRightToLeft() ? "sidereversed" : "side");
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& current) {
        if (current.isValid() && m_model.at(current.row()).page != nullptr)
            emit pageChosen(QString(m_model.at(current.row()).page->id));
    });
}

void Sidebar::setCurrentPage(QStringView page)
{
    const int row = m_model.rowOf(page);
    if (row >= 0)
        setCurrentIndex(m_model.index(row));
}

} // namespace keel
