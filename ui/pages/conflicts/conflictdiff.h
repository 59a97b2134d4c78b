// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"
#include "ui/shell/theme.h"

#include <QAbstractTableModel>

namespace keel {

/// A conflict in words: who won and why.
struct ConflictStory
{
    QString title;  ///< "cloud won: it was written later"
    QString reason; ///< one or two sentences
};
/// `a` and `b` are the configured names of the sides.
[[nodiscard]] ConflictStory storyOf(const ConflictRecord& record, const QString& a, const QString& b);

/// Both versions of a row beside each other. A column whose values differ carries a sign as well as the side's colour.
class ConflictDiffModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, SideA, SideB, Count };
    enum DataRole { DiffersRole = Qt::UserRole + 1 };

    explicit ConflictDiffModel(const Theme& theme, QObject* parent = nullptr)
        : QAbstractTableModel(parent), m_theme(theme)
    {}

    void setRecord(const ConflictRecord& record, const QString& a, const QString& b);
    void setOnlyDiffering(bool on);
    [[nodiscard]] int differing() const { return m_differing; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Line
    {
        QString column;
        /// Outer nullopt: the row was gone on that side; inner: NULL.
        std::optional<std::optional<QString>> a;
        std::optional<std::optional<QString>> b;
        [[nodiscard]] bool differs() const { return a != b; }
    };
    void rebuild();
    [[nodiscard]] QVariant cell(const Line& line, int column, int role) const;

    const Theme& m_theme;
    ConflictRecord m_record;
    QString m_a;
    QString m_b;
    QList<Line> m_lines;
    int m_differing = 0;
    bool m_onlyDiffering = false;
};

} // namespace keel
