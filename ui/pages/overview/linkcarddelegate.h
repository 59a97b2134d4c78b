// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/paint.h"

#include <QStyledItemDelegate>

namespace keel {

class LinkListModel;

/// Paints the card of a link, or one row of 40 px when there are many links.
class LinkCardDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    LinkCardDelegate(const LinkListModel& model, const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent), m_model(model), m_theme(theme)
    {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    struct Figure
    {
        QString label;
        QString value;
        QString remark;
        Role colour = Role::Text;
    };

    [[nodiscard]] bool isFolded() const;
    void paintCard(const paint::Canvas& canvas, const LinkSnapshot& link) const;
    void paintHead(const paint::Canvas& canvas, const LinkSnapshot& link, int end) const;
    void paintFigure(const paint::Canvas& canvas, const QRect& column, const Figure& figure) const;
    void paintPending(const paint::Canvas& canvas, const QRect& column, const LinkSnapshot& link) const;
    void paintReview(const paint::Canvas& canvas, const QRect& column, const LinkSnapshot& link) const;
    void paintChart(const paint::Canvas& canvas, const QRect& place, const LinkSnapshot& link) const;
    void paintFolded(const paint::Canvas& canvas, const LinkSnapshot& link) const;
    [[nodiscard]] Figure lag(const LinkSnapshot& link) const;
    [[nodiscard]] Figure lastSync(const LinkSnapshot& link) const;
    [[nodiscard]] Figure nextRun(const LinkSnapshot& link) const;

    const LinkListModel& m_model;
    const Theme& m_theme;
};

} // namespace keel
