// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"
#include "ui/shell/theme.h"

#include <QTimeZone>
#include <QWidget>

namespace keel {

/// The two changes of a conflict on a line of time, the earlier first. Time runs left to right in every language.
class ConflictTimeline : public QWidget
{
    Q_OBJECT

public:
    explicit ConflictTimeline(const Theme& theme, QWidget* parent = nullptr);

    /// Hides itself when a time is not known.
    void setRecord(const ConflictRecord& record, const QString& a, const QString& b, const QTimeZone& zone);
    [[nodiscard]] QSize sizeHint() const override { return {400, 64}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Mark
    {
        QString name;
        QString time;
        Role colour = Role::SideA;
    };
    void paintMark(QPainter& painter, int x, const Mark& mark) const;

    const Theme& m_theme;
    Mark m_first;
    Mark m_second;
    QString m_between;
};

} // namespace keel
