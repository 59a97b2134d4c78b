// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/theme.h"

#include <QFrame>
#include <QList>

class QLabel;

namespace keel {

class PlotView;

/// A chart in its card: title, remark, and a line of names and values instead of a legend box.
class ChartCard : public QFrame
{
    Q_OBJECT

public:
    struct Entry
    {
        enum class Mark { Line, Dashes, Block };
        QString name;
        QString value; ///< the newest, or the crosshair's
        Role colour = Role::SideA;
        Mark mark = Mark::Line;
    };

    /// Takes the plot over.
    ChartCard(const Theme& theme, const QString& title, PlotView* plot, QWidget* parent = nullptr);

    void setRemark(const QString& remark);
    /// At the end of the title's line, in warn when it warns.
    void setNote(const QString& note, bool warns);
    void setEntries(const QList<Entry>& entries);
    [[nodiscard]] const QList<Entry>& entries() const { return m_entries; }

private:
    void showEntries();

    const Theme& m_theme;
    QString m_name;
    PlotView* m_plot;
    QLabel* m_remark;
    QLabel* m_note;
    QLabel* m_values;
    QList<Entry> m_entries;
};

} // namespace keel
