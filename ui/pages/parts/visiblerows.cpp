// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/parts/visiblerows.h"

#include <QEvent>
#include <QScrollBar>

namespace keel {

VisibleRows::VisibleRows(QAbstractItemView& view, PagedModel& model) : QObject(&view), m_view(view), m_model(model)
{
    m_view.viewport()->installEventFilter(this);
    connect(m_view.verticalScrollBar(), &QScrollBar::valueChanged, this, &VisibleRows::tell);
    connect(m_view.verticalScrollBar(), &QScrollBar::rangeChanged, this, &VisibleRows::tell);
}

bool VisibleRows::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show)
        QMetaObject::invokeMethod(this, &VisibleRows::tell, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

void VisibleRows::tell()
{
    const int height = m_view.viewport()->height();
    const QModelIndex first = m_view.indexAt(QPoint(1, 1));
    const QModelIndex last = m_view.indexAt(QPoint(1, std::max(1, height - 1)));
    const int top = first.isValid() ? first.row() : 0;
    m_model.showRows(top, last.isValid() ? last.row() : std::max(top, m_model.rowCount() - 1));
}

} // namespace keel
