// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/conflicts/conflictpane.h"

#include "ui/models/errortablemodel.h"
#include "ui/models/tablelook.h"
#include "ui/pages/conflicts/conflictactions.h"
#include "ui/pages/conflicts/conflictdiff.h"
#include "ui/pages/conflicts/conflicttimeline.h"
#include "ui/pages/parts/valuedelegate.h"
#include "ui/text/sentences.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace keel {

ConflictPane::ConflictPane(const Theme& theme, const Icons& icons, const Permits& permits, QWidget* parent)
    : QWidget(parent), m_theme(theme)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    column->addWidget(makeHead(icons));
    column->addWidget(makeStory());
    column->addWidget(makeDiff(), 1);
    m_actions = new ConflictActions(theme, permits, this);
    connect(m_actions, &ConflictActions::decided, this, &ConflictPane::decided);
    column->addWidget(m_actions);
}

QWidget* ConflictPane::makeHead(const Icons& icons)
{
    auto* head = new QWidget(this);
    m_table = new QLabel(head);
    m_table->setFont(m_theme.font(Type::PageTitle));
    m_key = new QLabel(head);
    m_key->setFont(m_theme.mono(Type::PageTitle));
    m_key->setTextInteractionFlags(Qt::TextSelectableByMouse);
    // A long key gives way instead of pushing the window wider.
    m_key->setMinimumWidth(1);
    m_where = new QLabel(head);
    m_where->setFont(m_theme.font(Type::Small));
    setRole(m_where, "second");
    m_place = new QLabel(head);
    setRole(m_place, "second");
    const auto step = [this, head](const QIcon& icon, const QString& name, const QKeySequence& key, int by) {
        auto* button = new QPushButton(icon, QString(), head);
        button->setAccessibleName(name);
        button->setToolTip(u"%1 (%2)"_s.arg(name, key.toString(QKeySequence::NativeText)));
        button->setShortcut(key);
        connect(button, &QPushButton::clicked, this, [this, by] { emit stepAsked(by); });
        return button;
    };
    m_previous = step(icons.icon("chevron-left"_L1), tr("Previous conflict"), Qt::ALT | Qt::Key_Up, -1);
    m_next = step(icons.icon("chevron-right"_L1), tr("Next conflict"), Qt::ALT | Qt::Key_Down, 1);
    auto* copy = new QPushButton(icons.icon("copy"_L1), tr("Copy"), head);
    copy->setToolTip(tr("Copy both versions as text"));
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(asText()); });

    auto* names = new QHBoxLayout;
    names->setSpacing(8);
    names->addWidget(m_table, 0, Qt::AlignBaseline);
    names->addWidget(m_key, 0, Qt::AlignBaseline);
    names->addStretch(1);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addLayout(names);
    words->addWidget(m_where);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addLayout(words, 1);
    row->addWidget(m_place);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    row->addWidget(copy);
    return head;
}

QWidget* ConflictPane::makeStory()
{
    auto* card = new QFrame(this);
    setRole(card, "card");
    m_title = new QLabel(card);
    m_title->setFont(m_theme.font(Type::Section, true));
    m_title->setWordWrap(true);
    m_policy = new QLabel(card);
    setRole(m_policy, "second");
    m_reason = new QLabel(card);
    m_reason->setWordWrap(true);
    m_reason->setFont(m_theme.font(Type::Small));
    m_reason->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setRole(m_reason, "second");
    m_times = new ConflictTimeline(m_theme, card);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_policy, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(16, 12, 16, 10);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(m_reason);
    column->addWidget(m_times);
    return card;
}

QWidget* ConflictPane::makeDiff()
{
    auto* card = new QFrame(this);
    setRole(card, "card");
    m_model = new ConflictDiffModel(m_theme, this);
    m_view = new QTableView(card);
    m_view->setModel(m_model);
    m_view->setAccessibleName(tr("Both versions of the row"));
    giveTableLook(*m_view, m_theme);
    addCopyActions(*m_view);
    m_view->setItemDelegate(new ValueDelegate(m_theme, m_view));
    m_view->setAlternatingRowColors(false);
    m_view->horizontalHeader()->setStretchLastSection(false);
    m_view->horizontalHeader()->setSectionResizeMode(ConflictDiffModel::SideA, QHeaderView::Stretch);
    m_view->horizontalHeader()->setSectionResizeMode(ConflictDiffModel::SideB, QHeaderView::Stretch);
    m_view->setColumnWidth(ConflictDiffModel::Name, 180);
    m_legend = new QLabel(card);
    m_legend->setFont(m_theme.font(Type::Small));
    setRole(m_legend, "second");
    m_only = new QCheckBox(tr("Only columns that differ"), card);
    connect(m_only, &QCheckBox::toggled, m_model, &ConflictDiffModel::setOnlyDiffering);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(16, 4, 16, 4);
    foot->addWidget(m_legend, 1);
    foot->addWidget(m_only);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(1, 4, 1, 4);
    column->setSpacing(4);
    column->addWidget(m_view, 1);
    column->addLayout(foot);
    return card;
}

void ConflictPane::setRecord(const ConflictRecord& record, const QString& a, const QString& b, const QTimeZone& zone,
                             const QDateTime& now, const QString& place)
{
    const bool other = m_record.id != record.id;
    const bool values = m_record.a != record.a || m_record.b != record.b || m_record.held != record.held;
    m_record = record;
    m_a = a;
    m_b = b;
    m_table->setText(record.table.value);
    m_key->setText(say::isolate(keyText(record.keyJson)));
    m_where->setText(tr("%1 · %2 · decided %3", "link, what happened, when")
                         .arg(say::isolate(record.link.value), say::conflictClass(record.conflictClass),
                              say::moment(record.at, zone, now)));
    m_where->setToolTip(u"%1\n%2"_s.arg(record.conflictClass, say::exact(record.at, zone)));
    m_place->setText(place);
    const ConflictStory story = storyOf(record, say::isolate(a), say::isolate(b));
    m_title->setText(story.title);
    m_reason->setText(story.reason);
    m_policy->setText(tr("policy %1").arg(say::policy(record.policy, false)));
    m_times->setRecord(record, a, b, zone);
    // The same record again (a refresh) must not throw away what is selected in it.
    if (other || values)
        m_model->setRecord(record, a, b);
    const int differing = m_model->differing();
    m_legend->setText(differing == 1 ? tr("≠ 1 column differs")
                                     : tr("≠ %1 columns differ").arg(say::number(differing)));
}

void ConflictPane::setChosen(const QList<ConflictRecord>& records)
{
    m_actions->setRecords(records, m_a, m_b);
}

void ConflictPane::setStep(bool previous, bool next)
{
    m_previous->setEnabled(previous);
    m_next->setEnabled(next);
}

QString ConflictPane::asText() const
{
    const ConflictStory story = storyOf(m_record, m_a, m_b);
    QStringList lines{u"%1 %2 (%3)"_s.arg(m_record.table.value, keyText(m_record.keyJson), m_record.link.value),
                      story.title, story.reason};
    const auto add = [&lines](const QString& side, const std::optional<QList<NamedValue>>& row,
                              const std::optional<QDateTime>& at) {
        lines.append(QString());
        lines.append(at ? u"%1 %2"_s.arg(side, at->toUTC().toString(Qt::ISODateWithMs)) : side);
        if (!row)
            lines.append(tr("gone"));
        for (const NamedValue& value : row.value_or(QList<NamedValue>()))
            lines.append(u"%1 = %2"_s.arg(value.column, value.text.value_or(u"NULL"_s)));
    };
    add(m_a, m_record.a, m_record.changedAtA);
    add(m_b, m_record.b, m_record.changedAtB);
    return lines.join(u'\n');
}

} // namespace keel
