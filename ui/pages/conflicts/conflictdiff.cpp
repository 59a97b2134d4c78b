// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/conflicts/conflictdiff.h"

#include "ui/text/sentences.h"

#include <QBrush>
#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Conflicts)
};

/// A side's colour as a ground that text stays readable on.
QColor groundOf(const Theme& theme, Role side)
{
    QColor colour = theme.color(side);
    colour.setAlphaF(theme.isDark() ? 0.20F : 0.12F);
    return colour;
}

std::optional<std::optional<QString>> valueOf(const std::optional<QList<NamedValue>>& row, const QString& column)
{
    if (!row)
        return std::nullopt;
    for (const NamedValue& value : *row) {
        if (value.column == column)
            return value.text;
    }
    return std::nullopt;
}

QString laterBy(const ConflictRecord& record)
{
    if (!record.changedAtA || !record.changedAtB)
        return {};
    return say::duration(Milliseconds(std::abs(record.changedAtA->msecsTo(*record.changedAtB))));
}

} // namespace

ConflictStory storyOf(const ConflictRecord& record, const QString& a, const QString& b)
{
    const QString winner = record.winner == Side::A ? a : b;
    const QString loser = record.winner == Side::A ? b : a;
    const auto& winning = record.winner == Side::A ? record.a : record.b;
    const auto& losing = record.winner == Side::A ? record.b : record.a;
    if (record.held)
        return {Words::tr("Held for you: neither side overwrites the other"),
                Words::tr("%1 and %2 keep their own version of this row until someone decides.").arg(a, b)};
    ConflictStory story;
    if (record.tie)
        story = {Words::tr("%1 won: a tie").arg(winner), Words::tr("The times could not decide; %1 wins ties.").arg(a)};
    else if (!record.merged.isEmpty())
        story = {Words::tr("Merged: each side changed other columns"),
                 Words::tr("%1 came from %2, the rest from %3.")
                     .arg(record.merged.join(QStringLiteral(", ")), loser, winner)};
    else if ((record.policy == "newest"_L1 || record.policy == "merge"_L1) && !laterBy(record).isEmpty())
        story = {Words::tr("%1 won: it was written later").arg(winner),
                 Words::tr("%1 was written %2 after %3.").arg(winner, laterBy(record), loser)};
    else if (record.policy == "a-wins"_L1 || record.policy == "b-wins"_L1)
        story = {Words::tr("%1 won: the policy says so").arg(winner),
                 Words::tr("The policy of this link is %1, whatever the times.").arg(record.policy)};
    else if (record.policy == "initial"_L1)
        story = {Words::tr("%1 won: first load").arg(winner),
                 Words::tr("Both sides had this row, with different values, when they were first compared.")};
    else
        story = {Words::tr("%1 won").arg(winner), Words::tr("Policy %1.").arg(record.policy)};
    if (!record.note.isEmpty())
        story.reason += u' ' + record.note.left(1).toUpper() + record.note.mid(1) + u'.';
    if (!record.merged.isEmpty())
        story.reason += u' ' + Words::tr("Both sides hold the merged row; both versions are kept here.");
    else if (!winning)
        story.reason += u' ' + Words::tr("The row was deleted on %1, so it is gone on both sides.").arg(winner);
    else if (!losing)
        story.reason += u' ' + Words::tr("%1 had deleted the row; it is back on both sides.").arg(loser);
    else
        story.reason += u' ' + Words::tr("Both sides hold %1's row; what %2 had is kept here.").arg(winner, loser);
    return story;
}

void ConflictDiffModel::setRecord(const ConflictRecord& record, const QString& a, const QString& b)
{
    m_record = record;
    m_a = a;
    m_b = b;
    rebuild();
}

void ConflictDiffModel::setOnlyDiffering(bool on)
{
    m_onlyDiffering = on;
    rebuild();
}

void ConflictDiffModel::rebuild()
{
    beginResetModel();
    m_lines.clear();
    m_differing = 0;
    QStringList columns;
    for (const auto* row : {&m_record.a, &m_record.b}) {
        for (const NamedValue& value : row->value_or(QList<NamedValue>())) {
            if (!columns.contains(value.column))
                columns.append(value.column);
        }
    }
    for (const QString& column : columns) {
        const Line line{column, valueOf(m_record.a, column), valueOf(m_record.b, column)};
        m_differing += line.differs() ? 1 : 0;
        if (line.differs() || !m_onlyDiffering)
            m_lines.append(line);
    }
    endResetModel();
    emit headerDataChanged(Qt::Horizontal, 0, Count - 1);
}

int ConflictDiffModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int ConflictDiffModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : Count;
}

QVariant ConflictDiffModel::cell(const Line& line, int column, int role) const
{
    const auto& value = column == SideA ? line.a : line.b;
    const bool absent = !value || !*value;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        if (!value)
            return tr("gone");
        return value->value_or(u"NULL"_s);
    case Qt::AccessibleTextRole:
        return line.differs() ? tr("%1, differs").arg(cell(line, column, Qt::DisplayRole).toString())
                              : cell(line, column, Qt::DisplayRole);
    case Qt::FontRole: {
        QFont font = m_theme.mono();
        font.setItalic(absent);
        return font;
    }
    case Qt::ForegroundRole:
        return QBrush(m_theme.color(absent ? Role::Second : Role::Text));
    case Qt::BackgroundRole:
        if (!line.differs())
            return {};
        return QBrush(groundOf(m_theme, column == SideA ? Role::SideA : Role::SideB));
    default:
        return {};
    }
}

QVariant ConflictDiffModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Line& line = m_lines.at(index.row());
    if (role == DiffersRole)
        return line.differs();
    if (index.column() != Name)
        return cell(line, index.column(), role);
    switch (role) {
    case Qt::DisplayRole:
        return (line.differs() ? u"≠  "_s : u"=  "_s) + line.column;
    case Qt::AccessibleTextRole:
        return line.differs() ? tr("%1, differs").arg(line.column) : line.column;
    case Qt::FontRole: {
        QFont font = m_theme.mono();
        font.setWeight(line.differs() ? QFont::DemiBold : QFont::Normal);
        return font;
    }
    case Qt::ForegroundRole:
        return QBrush(m_theme.color(line.differs() ? Role::Text : Role::Second));
    default:
        return {};
    }
}

QVariant ConflictDiffModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    if (section == Name)
        return tr("Column");
    const bool isA = section == SideA;
    const bool won = !m_record.held && (m_record.winner == Side::A) == isA;
    const QString name = isA ? m_a : m_b;
    return won ? tr("%1 ✓ winner").arg(name) : name;
}

} // namespace keel
