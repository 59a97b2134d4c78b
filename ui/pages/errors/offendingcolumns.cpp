// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/errors/offendingcolumns.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ErrorDetail)
};

/// Columns that stand in a text as whole words, an underscore counting as an edge; a name inside a longer one that was
/// found ("id" in "patient_id") does not count.
QStringList columnsIn(const QString& text, const QList<NamedValue>& row, bool underscoreIsEdge)
{
    QStringList names;
    for (const NamedValue& value : row)
        names.append(value.column);
    std::stable_sort(names.begin(), names.end(),
                     [](const QString& l, const QString& r) { return l.size() > r.size(); });
    QString rest = text;
    QStringList found;
    const QString edge = underscoreIsEdge ? u"[A-Za-z0-9]"_s : u"[A-Za-z0-9_]"_s;
    for (const QString& name : names) {
        const QRegularExpression word(u"(?<!%1)%2(?!%1)"_s.arg(edge, QRegularExpression::escape(name)),
                                      QRegularExpression::CaseInsensitiveOption);
        if (rest.contains(word)) {
            found.append(name);
            rest.replace(word, u" "_s);
        }
    }
    return found;
}

} // namespace

QStringList offendingColumns(const ErrorRecord& record, const QList<NamedValue>& row)
{
    for (const NamedValue& value : row) {
        if (value.column.compare(record.constraint, Qt::CaseInsensitive) == 0)
            return {value.column};
    }
    static const QRegularExpression keyList(uR"(Key \(([^)]*)\)=)"_s);
    if (const auto match = keyList.match(record.message); match.hasMatch())
        return columnsIn(match.captured(1), row, false);
    // SQLite: "UNIQUE constraint failed: patients.phone".
    static const QRegularExpression failedList(u"constraint failed: (.*)$"_s);
    if (const auto match = failedList.match(record.message); match.hasMatch()) {
        if (const QStringList columns = columnsIn(match.captured(1), row, false); !columns.isEmpty())
            return columns;
    }
    static const QRegularExpression namedColumn(uR"x(column "([^"]+)")x"_s);
    if (const auto match = namedColumn.match(record.message); match.hasMatch()) {
        if (const QStringList columns = columnsIn(match.captured(1), row, false); !columns.isEmpty())
            return columns;
    }
    return record.constraint.isEmpty() ? QStringList() : columnsIn(record.constraint, row, true);
}

QString offenceWords(ErrorCode code)
{
    switch (code) {
    case ErrorCode::ForeignKeyViolation:
        return Words::tr("no such parent");
    case ErrorCode::UniqueViolation:
        return Words::tr("taken");
    case ErrorCode::CheckViolation:
        return Words::tr("refused by a check");
    case ErrorCode::NotNullViolation:
        return Words::tr("must not be empty");
    case ErrorCode::ValueRefused:
        return Words::tr("does not fit");
    case ErrorCode::StoredDiffers:
        return Words::tr("changed by a trigger");
    case ErrorCode::ColumnMissing:
        return Words::tr("missing there");
    default:
        return {};
    }
}

} // namespace keel
