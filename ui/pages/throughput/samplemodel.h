// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"

#include <QAbstractTableModel>
#include <QTimeZone>

namespace keel {

/// The samples behind the charts as a table, newest first: the charts' other form.
class SampleModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { At, Forward, Reverse, Cycle, CanaryForward, CanaryReverse, Errors, Conflicts, Count };
    using QAbstractTableModel::QAbstractTableModel;

    void setSamples(const QList<Sample>& samples, const QTimeZone& zone, const QString& forward,
                    const QString& reverse);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<Sample> m_samples;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
    QString m_forward;
    QString m_reverse;
};

} // namespace keel
