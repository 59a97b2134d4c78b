// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/errors/errordetailpane.h"

#include "ui/models/errortablemodel.h"
#include "ui/models/tablelook.h"
#include "ui/pages/errors/attemptsview.h"
#include "ui/pages/errors/offendingcolumns.h"
#include "ui/pages/errors/rowmodel.h"
#include "ui/pages/parts/valuedelegate.h"
#include "ui/shell/permits.h"
#include "ui/text/sentences.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

constexpr int PaneWidth = 384;
constexpr int ValueHeight = 22;

const LinkSnapshot* findLink(const ServiceSnapshot& snapshot, const LinkName& name)
{
    for (const LinkSnapshot& link : snapshot.links) {
        if (link.name == name)
            return &link;
    }
    return nullptr;
}

QFrame* line(QWidget* parent)
{
    auto* frame = new QFrame(parent);
    frame->setFixedHeight(1);
    setRole(frame, "line");
    return frame;
}

/// A button that follows its action: text, enabled, and a click that triggers it.
QPushButton* buttonFor(QAction* action, QWidget* parent)
{
    auto* button = new QPushButton(action->text(), parent);
    const auto follow = [button, action] {
        button->setText(action->text());
        button->setEnabled(action->isEnabled());
        const QString why = Permits::reasonOf(*action);
        button->setToolTip(why.isEmpty() ? action->shortcut().toString(QKeySequence::NativeText) : why);
    };
    follow();
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

} // namespace

ErrorDetailPane::ErrorDetailPane(const Theme& theme, const Icons& icons, const Actions& actions, QWidget* parent)
    : QFrame(parent), m_theme(theme)
{
    setRole(this, "card");
    setFixedWidth(PaneWidth);
    setAccessibleName(tr("Details of the error"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(makeHead(icons));
    column->addWidget(line(this));
    column->addWidget(makeBody(), 1);
    column->addWidget(line(this));
    column->addWidget(makeFoot(actions));
    clear();
}

QWidget* ErrorDetailPane::makeHead(const Icons& icons)
{
    auto* head = new QWidget(this);
    m_table = new QLabel(head);
    m_table->setFont(m_theme.font(Type::Section, true));
    m_key = new QLabel(head);
    m_key->setFont(m_theme.mono());
    m_key->setMinimumWidth(1);
    m_key->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_where = new QLabel(head);
    m_where->setFont(m_theme.font(Type::Small));
    setRole(m_where, "second");
    m_copy = new QPushButton(icons.icon("copy"_L1), tr("Copy"), head);
    m_copy->setToolTip(tr("Copy all that is shown here as text"));
    setRole(m_copy, "boxbutton");
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(asText(m_detail)); });

    auto* names = new QHBoxLayout;
    names->setSpacing(6);
    names->addWidget(m_table);
    names->addWidget(m_key);
    names->addStretch(1);
    names->addWidget(m_copy);
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(16, 8, 16, 8);
    column->setSpacing(2);
    column->addLayout(names);
    column->addWidget(m_where);
    return head;
}

QLabel* ErrorDetailPane::section(const QString& text)
{
    auto* label = new QLabel(text, m_body);
    label->setFont(m_theme.font(Type::Small, true));
    setRole(label, "second");
    return label;
}

QWidget* ErrorDetailPane::makeBody()
{
    m_body = new QWidget(this);
    m_rowTitle = section({});
    m_rowNote = new QLabel(m_body);
    m_rowNote->setWordWrap(true);
    m_rowBox = new QFrame(m_body);
    setRole(m_rowBox, "monobox");
    m_rowModel = new RowModel(m_theme, this);
    m_row = new QTableView(m_rowBox);
    m_row->setModel(m_rowModel);
    giveTableLook(*m_row, m_theme);
    addCopyActions(*m_row);
    m_row->setItemDelegate(new ValueDelegate(m_theme, m_row));
    m_row->setAlternatingRowColors(false);
    m_row->setAccessibleName(tr("Values of the row"));
    m_row->horizontalHeader()->hide();
    m_row->verticalHeader()->setMinimumSectionSize(ValueHeight);
    m_row->verticalHeader()->setDefaultSectionSize(ValueHeight);
    m_row->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_row->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_row->viewport()->setAutoFillBackground(false);
    m_row->setStyleSheet(u"QTableView{background:transparent}"_s);
    auto* rowLayout = new QVBoxLayout(m_rowBox);
    rowLayout->setContentsMargins(5, 4, 5, 4);
    rowLayout->addWidget(m_row);

    auto* wordsBox = new QFrame(m_body);
    setRole(wordsBox, "monobox");
    m_words = new QLabel(wordsBox);
    m_words->setFont(m_theme.mono(Type::Small));
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_words->setLayoutDirection(Qt::LeftToRight);
    m_code = new QLabel(wordsBox);
    m_code->setFont(m_theme.font(Type::Caption));
    setRole(m_code, "second");
    m_code->setTextFormat(Qt::PlainText);
    m_code->setWordWrap(true);
    auto* wordsLayout = new QVBoxLayout(wordsBox);
    wordsLayout->setContentsMargins(12, 6, 12, 6);
    wordsLayout->setSpacing(2);
    wordsLayout->addWidget(m_words);
    wordsLayout->addWidget(m_code);

    m_attempts = new AttemptsView(m_theme, m_body);
    m_behindTitle = section(tr("Waits behind it"));
    m_behind = new QLabel(m_body);
    m_behind->setWordWrap(true);
    m_behind->setFont(m_theme.font(Type::Small));
    m_behind->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);

    auto* column = new QVBoxLayout(m_body);
    column->setContentsMargins(16, 8, 16, 8);
    column->setSpacing(4);
    column->addWidget(m_rowTitle);
    column->addWidget(m_rowNote);
    column->addWidget(m_rowBox);
    column->addSpacing(4);
    column->addWidget(section(tr("The driver said")));
    column->addWidget(wordsBox);
    column->addSpacing(4);
    column->addWidget(section(tr("Attempts")));
    column->addWidget(m_attempts);
    column->addSpacing(4);
    column->addWidget(m_behindTitle);
    column->addWidget(m_behind);
    column->addStretch(1);

    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_body);
    setRole(m_body, "cardground");
    // The card shows through while there is nothing to show.
    scroll->viewport()->setAutoFillBackground(false);
    return scroll;
}

QWidget* ErrorDetailPane::makeFoot(const Actions& actions)
{
    auto* foot = new QWidget(this);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(16, 10, 16, 10);
    row->setSpacing(8);
    QPushButton* retry = buttonFor(actions.retry, foot);
    setRole(retry, "primary");
    row->addWidget(retry);
    row->addStretch(1);
    row->addWidget(buttonFor(actions.resolve, foot));
    row->addWidget(buttonFor(actions.ignore, foot));
    return foot;
}

void ErrorDetailPane::clear()
{
    m_detail = {};
    m_table->setText(tr("Nothing selected"));
    m_key->clear();
    m_where->setText(tr("Choose a row to see it whole."));
    m_body->hide();
    m_copy->setEnabled(false);
}

void ErrorDetailPane::setDetail(const ErrorDetail& detail, const ServiceSnapshot& snapshot)
{
    m_detail = detail;
    const ErrorRecord& record = detail.record;
    const LinkSnapshot* link = findLink(snapshot, record.link);
    const QTimeZone zone = say::zoneOf(snapshot);
    const QDateTime now = snapshot.at;
    m_table->setText(record.table.value);
    m_key->setText(say::isolate(keyText(record.keyJson)));
    const QString direction = link ? say::direction(*link, record.direction) : say::isolate(record.link.value);
    const QString source = link ? say::endpointOf(*link, sourceOf(record.direction)).name.value : tr("the source");
    const QString first = say::moment(record.createdAt, zone, now);
    if (record.state == ErrorState::Open)
        m_where->setText(tr("%1, first refused %2", "direction, time").arg(direction, first));
    else if (record.closedBy.isEmpty())
        m_where->setText(tr("%1 · %2", "state, direction").arg(say::word(record.state), direction));
    else
        m_where->setText(tr("%1 by %2 · %3", "state, who, direction")
                             .arg(say::word(record.state), say::isolate(record.closedBy), direction));

    m_rowTitle->setText(tr("Row as it left %1").arg(say::isolate(source)));
    m_rowNote->setText(detail.isDelete ? tr("Deleted there; the deletion was refused.")
                                       : tr("The whole table waits, not one row."));
    m_rowNote->setVisible(detail.row.isEmpty());
    m_rowBox->setVisible(!detail.row.isEmpty());
    const QStringList offending = offendingColumns(record, detail.row);
    m_rowModel->show(detail.row, offending, offenceWords(record.code));
    m_row->setColumnHidden(RowModel::Remark, offending.isEmpty());
    const int rows = m_rowModel->rowCount();
    m_row->setFixedHeight(rows * ValueHeight);
    m_row->setColumnWidth(RowModel::Name, 104);
    m_row->setColumnWidth(RowModel::Content, 136);

    m_words->setText(record.message);
    QStringList codes;
    if (!record.sqlState.isEmpty())
        codes.append(tr("SQLSTATE %1").arg(record.sqlState));
    if (!record.constraint.isEmpty())
        codes.append(record.constraint);
    m_code->setText(codes.join(u" · "_s));
    m_code->setVisible(!codes.isEmpty());
    m_attempts->setAttempts(detail.attempts, zone, now);

    const qsizetype behind = detail.waitsBehind.size();
    m_behindTitle->setVisible(behind > 0);
    m_behind->setVisible(behind > 0);
    const QString names = detail.waitsBehind.mid(0, 20).join(u", "_s) + (behind > 20 ? u"…"_s : QString());
    m_behind->setText(behind == 1 ? tr("1 row goes in when this one does: %1").arg(names)
                                  : tr("%1 rows go in when this one does: %2").arg(say::number(behind), names));
    m_body->show();
    m_copy->setEnabled(true);
}

QString ErrorDetailPane::asText(const ErrorDetail& detail)
{
    const ErrorRecord& r = detail.record;
    QStringList lines{
        u"%1 %2 (%3, %4)"_s.arg(r.table.value, keyText(r.keyJson), r.link.value, toText(r.direction)),
        u"%1: %2"_s.arg(toText(r.code), r.message),
    };
    if (!r.sqlState.isEmpty())
        lines.append(u"SQLSTATE %1"_s.arg(r.sqlState));
    for (const NamedValue& value : detail.row)
        lines.append(u"%1 = %2"_s.arg(value.column, value.text.value_or(u"NULL"_s)));
    for (const Attempt& attempt : detail.attempts)
        lines.append(u"%1  %2"_s.arg(attempt.at.toUTC().toString(Qt::ISODate), attempt.said));
    if (!detail.waitsBehind.isEmpty())
        lines.append(tr("Waits behind it: %1").arg(detail.waitsBehind.join(u", "_s)));
    return lines.join(u'\n');
}

} // namespace keel
