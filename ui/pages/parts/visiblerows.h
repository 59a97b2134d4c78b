// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/pagedmodel.h"

#include <QAbstractItemView>

namespace keel {

/// Tells a PagedModel which rows its view shows, at each scroll, resize and answer. Owned by the view.
class VisibleRows : public QObject
{
    Q_OBJECT

public:
    VisibleRows(QAbstractItemView& view, PagedModel& model);

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void tell();

    QAbstractItemView& m_view;
    PagedModel& m_model;
};

} // namespace keel
