// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/conflictdecision.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"

#include <QTimeZone>
#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QTableView;

namespace keel {

class ConflictActions;
class ConflictDiffModel;
class ConflictTimeline;
class Permits;

/// One conflict: what happened, when on each side, and both versions beside each other.
class ConflictPane : public QWidget
{
    Q_OBJECT

public:
    ConflictPane(const Theme& theme, const Icons& icons, const Permits& permits, QWidget* parent = nullptr);

    /// `place` says which one of how many.
    void setRecord(const ConflictRecord& record, const QString& a, const QString& b, const QTimeZone& zone,
                   const QDateTime& now, const QString& place);
    /// Of the selection: what can be decided at once.
    void setChosen(const QList<ConflictRecord>& records);
    void setStep(bool previous, bool next);
    [[nodiscard]] QString asText() const;

signals:
    /// -1 is the previous, 1 the next.
    void stepAsked(int by);
    void decided(const QList<qint64>& ids, const keel::ConflictDecision& decision);

private:
    QWidget* makeHead(const Icons& icons);
    QWidget* makeStory();
    QWidget* makeDiff();

    const Theme& m_theme;
    ConflictRecord m_record;
    QString m_a;
    QString m_b;
    QLabel* m_table = nullptr;
    QLabel* m_key = nullptr;
    QLabel* m_where = nullptr;
    QLabel* m_place = nullptr;
    QPushButton* m_previous = nullptr;
    QPushButton* m_next = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_policy = nullptr;
    QLabel* m_reason = nullptr;
    ConflictTimeline* m_times = nullptr;
    QTableView* m_view = nullptr;
    ConflictDiffModel* m_model = nullptr;
    QLabel* m_legend = nullptr;
    QCheckBox* m_only = nullptr;
    ConflictActions* m_actions = nullptr;
};

} // namespace keel
