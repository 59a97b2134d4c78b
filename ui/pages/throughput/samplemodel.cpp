// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/throughput/samplemodel.h"

#include "ui/text/sentences.h"

namespace keel {

void SampleModel::setSamples(const QList<Sample>& samples, const QTimeZone& zone, const QString& forward,
                             const QString& reverse)
{
    beginResetModel();
    m_samples = samples;
    m_zone = zone;
    m_forward = forward;
    m_reverse = reverse;
    endResetModel();
}

int SampleModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_samples.size());
}

int SampleModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : Count;
}

QVariant SampleModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole && index.column() != At)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignTrailing | Qt::AlignVCenter));
    const Sample& sample = m_samples.at(m_samples.size() - 1 - index.row());
    if (role == Qt::ToolTipRole && index.column() == At)
        return say::exact(sample.at, m_zone);
    if (role != Qt::DisplayRole)
        return {};
    const auto probe = [](const std::optional<double>& ms) {
        return ms ? say::duration(Milliseconds(qRound64(*ms))) : say::dash();
    };
    switch (index.column()) {
    case At:
        return say::moment(sample.at, m_zone, m_samples.last().at);
    case Forward:
        return say::rate(sample.forward);
    case Reverse:
        return say::rate(sample.reverse);
    case Cycle:
        return sample.cycleMs ? say::duration(Milliseconds(qRound64(*sample.cycleMs))) : say::dash();
    case CanaryForward:
        return probe(sample.canaryForwardMs);
    case CanaryReverse:
        return probe(sample.canaryReverseMs);
    case Errors:
        return say::number(sample.errors);
    case Conflicts:
        return say::number(sample.conflicts);
    default:
        return {};
    }
}

QVariant SampleModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section != At)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignTrailing | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case At:
        return tr("Time");
    case Forward:
        return m_forward;
    case Reverse:
        return m_reverse;
    case Cycle:
        return tr("Longest cycle");
    case CanaryForward:
        return tr("Probe, %1").arg(m_forward);
    case CanaryReverse:
        return tr("Probe, %1").arg(m_reverse);
    case Errors:
        return tr("Errors");
    case Conflicts:
        return tr("Conflicts");
    default:
        return {};
    }
}

} // namespace keel
