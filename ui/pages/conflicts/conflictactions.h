// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/conflictdecision.h"
#include "ui/shell/theme.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace keel {

class Permits;

/// What a person can do about the chosen conflicts, and what each choice does.
class ConflictActions : public QFrame
{
    Q_OBJECT

public:
    ConflictActions(const Theme& theme, const Permits& permits, QWidget* parent = nullptr);

    /// `a` and `b`: the sides' names, of the first of them.
    void setRecords(const QList<ConflictRecord>& records, const QString& a, const QString& b);

signals:
    void decided(const QList<qint64>& ids, const keel::ConflictDecision& decision);

private:
    [[nodiscard]] QPushButton* button(const char* name);
    void decide(ConflictDecision::Kind kind);
    void edit();
    void showPermits();
    [[nodiscard]] QString effect() const;

    const Permits& m_permits;
    QList<ConflictRecord> m_records;
    QString m_a;
    QString m_b;
    QPushButton* m_takeA;
    QPushButton* m_takeB;
    QPushButton* m_edit;
    QPushButton* m_bringBack;
    QPushButton* m_undo;
    QLabel* m_effect;
};

} // namespace keel
