// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/conflicts/conflictactions.h"

#include "ui/pages/conflicts/conflicteditor.h"
#include "ui/shell/permits.h"
#include "ui/text/sentences.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace keel {

using Kind = ConflictDecision::Kind;

ConflictActions::ConflictActions(const Theme& theme, const Permits& permits, QWidget* parent)
    : QFrame(parent), m_permits(permits), m_takeA(button("takeA")), m_takeB(button("takeB")), m_edit(button("edit")),
      m_bringBack(button("bringBack")), m_undo(button("undo")), m_effect(new QLabel(this))
{
    setRole(this, "card");
    m_effect->setFont(theme.font(Type::Small));
    m_effect->setWordWrap(true);
    setRole(m_effect, "second");
    m_edit->setText(tr("Edit and apply…"));
    m_undo->setText(tr("Undo the decision"));
    m_takeA->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_1);
    m_takeB->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_2);
    m_edit->setShortcut(Qt::CTRL | Qt::Key_E);
    connect(m_takeA, &QPushButton::clicked, this, [this] { decide(Kind::TakeA); });
    connect(m_takeB, &QPushButton::clicked, this, [this] { decide(Kind::TakeB); });
    connect(m_bringBack, &QPushButton::clicked, this, [this] { decide(Kind::BringBack); });
    connect(m_undo, &QPushButton::clicked, this, [this] { decide(Kind::Undo); });
    connect(m_edit, &QPushButton::clicked, this, &ConflictActions::edit);
    connect(&permits, &Permits::changed, this, &ConflictActions::showPermits);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton* each : {m_takeA, m_takeB, m_edit, m_bringBack, m_undo})
        buttons->addWidget(each);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    column->addLayout(buttons);
    column->addWidget(m_effect);
    setRecords({}, {}, {});
    showPermits();
}

void ConflictActions::showPermits()
{
    for (QPushButton* each : {m_takeA, m_takeB, m_edit, m_bringBack, m_undo})
        m_permits.apply(*each, Permits::Level::Operate);
}

QPushButton* ConflictActions::button(const char* name)
{
    auto* made = new QPushButton(this);
    made->setObjectName(QString::fromLatin1(name));
    return made;
}

void ConflictActions::setRecords(const QList<ConflictRecord>& records, const QString& a, const QString& b)
{
    m_records = records;
    m_a = a;
    m_b = b;
    const auto all = [&](auto&& is) { return !records.isEmpty() && std::ranges::all_of(records, is); };
    const bool held = all([](const ConflictRecord& r) { return r.held; });
    const bool decided = all([](const ConflictRecord& r) { return !r.held; });
    const bool one = records.size() == 1;
    m_takeA->setText(tr("Take %1's version").arg(say::isolate(a)));
    m_takeB->setText(tr("Take %1's version").arg(say::isolate(b)));
    QString loser;
    if (one && decided)
        loser = records[0].winner == Side::A ? b : a;
    m_bringBack->setText(loser.isEmpty() ? tr("Bring back the versions that lost")
                                         : tr("Bring back %1's version").arg(say::isolate(loser)));
    m_takeA->setVisible(held);
    m_takeB->setVisible(held);
    m_edit->setVisible(one);
    m_bringBack->setVisible(decided && all([](const ConflictRecord& r) { return !r.undoable; }));
    m_undo->setVisible(all([](const ConflictRecord& r) { return r.undoable; }));
    m_effect->setText(effect());
    setVisible(!records.isEmpty());
}

QString ConflictActions::effect() const
{
    if (m_records.isEmpty())
        return {};
    const ConflictRecord& first = m_records[0];
    if (m_records.size() > 1)
        return tr("%1 conflicts are chosen. What you decide is done for each whose row has not changed since.")
            .arg(say::number(m_records.size()));
    if (first.held)
        return tr("%1 and %2 get the version that you take. A row that changes meanwhile is left alone.")
            .arg(say::isolate(m_a), say::isolate(m_b));
    if (!first.decision.isEmpty() && !first.decidedBy.isEmpty())
        return tr("Decided by %1. It can be undone until the row changes again.").arg(say::isolate(first.decidedBy));
    return tr("The version that lost is written to both sides, unless the row has changed since.");
}

void ConflictActions::decide(Kind kind)
{
    QList<qint64> ids;
    for (const ConflictRecord& record : std::as_const(m_records))
        ids.append(record.id);
    emit decided(ids, {kind, {}});
}

void ConflictActions::edit()
{
    if (m_records.size() != 1)
        return;
    auto* editor = new ConflictEditor(m_records[0], m_a, m_b, this);
    editor->setAttribute(Qt::WA_DeleteOnClose);
    const qint64 id = m_records[0].id;
    connect(editor, &ConflictEditor::accepted, this, [this, editor, id] {
        emit decided({id}, {Kind::TakeRow, editor->row()});
    });
    editor->open();
}

} // namespace keel
