// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/theme.h"

#include <QHeaderView>
#include <QStyledItemDelegate>

class QSettings;
class QTableView;

namespace keel {

/// Draws a cell of every table: the bottom line, no focus frame per cell (the current row shows by its ground and a bar
/// at its start). Derive to draw a pill or an icon and call drawGround() first.
class TableDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit TableDelegate(const Theme& theme, QObject* parent = nullptr) : QStyledItemDelegate(parent), m_theme(theme)
    {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    [[nodiscard]] const Theme& theme() const { return m_theme; }
    void drawGround(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void drawLine(QPainter* painter, const QRect& cell) const;

private:
    const Theme& m_theme;
};

/// Column titles in line with their cells, the sort arrow beside the title.
class TableHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit TableHeader(const Theme& theme, QWidget* parent = nullptr)
        : QHeaderView(Qt::Horizontal, parent), m_theme(theme)
    {}

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;

private:
    const Theme& m_theme;
};

/// Gives a table its look and manners: rows of 28 px, header of 28 px, no grid, alternate rows, whole-row selection,
/// elided text, movable and hideable columns with a menu on the header. Sets a TableDelegate and a TableHeader owned by
/// the view: call it before setSortingEnabled().
void giveTableLook(QTableView& view, const Theme& theme);

/// Widths, order, sort and hidden columns under `key`, with a version; restores nothing of another version.
void saveColumns(const QTableView& view, QSettings& settings, const QString& key);
void restoreColumns(QTableView& view, QSettings& settings, const QString& key);

/// The selected rows as tab-separated text, as shown, in the order of the columns on screen.
[[nodiscard]] QString selectionAsText(const QTableView& view, bool withHeaders);
/// Adds Ctrl+C and Ctrl+Shift+C (with headers) to a table.
void addCopyActions(QTableView& view);

} // namespace keel
