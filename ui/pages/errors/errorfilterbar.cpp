// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/errors/errorfilterbar.h"

#include "ui/text/sentences.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace keel {

namespace {

constexpr auto TypingPause = 200ms;

QComboBox* combo(QWidget* parent, const QString& name, const QString& all)
{
    auto* box = new QComboBox(parent);
    box->setAccessibleName(name);
    box->addItem(all, QVariant());
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(6);
    return box;
}

/// Keeps the choice where the new list still has it.
void refill(QComboBox* box, const QStringList& names)
{
    const QVariant chosen = box->currentData();
    const QSignalBlocker quiet(box);
    while (box->count() > 1)
        box->removeItem(1);
    for (const QString& name : names)
        box->addItem(name, name);
    box->setCurrentIndex(std::max(0, chosen.isValid() ? box->findData(chosen) : 0));
}

} // namespace

ErrorFilterBar::ErrorFilterBar(const Icons& icons, QAction* exportAction, QWidget* parent)
    : QWidget(parent), m_text(new QLineEdit(this)), m_link(combo(this, tr("Link"), tr("All links"))),
      m_table(combo(this, tr("Table"), tr("All tables"))), m_class(combo(this, tr("Class"), tr("All classes"))),
      m_since(combo(this, tr("Since"), tr("Any time"))), m_open(new QCheckBox(tr("Unresolved only"), this))
{
    m_text->setPlaceholderText(tr("Key or message"));
    m_text->setAccessibleName(tr("Filter by key or message"));
    m_text->setToolTip(tr("Ctrl+F"));
    m_text->setClearButtonEnabled(true);
    m_text->setMinimumWidth(200);
    m_text->addAction(icons.icon("search"_L1, Role::Third), QLineEdit::LeadingPosition);
    for (const ErrorClass kind :
         {ErrorClass::Row, ErrorClass::Transient, ErrorClass::Schema, ErrorClass::Config, ErrorClass::Bug})
        m_class->addItem(say::word(kind), static_cast<int>(kind));
    m_since->addItem(tr("Last hour"), 3600);
    m_since->addItem(tr("Last 24 h"), 86400);
    m_since->addItem(tr("Last 7 days"), 604800);
    m_open->setChecked(true);

    auto* exportButton = new QPushButton(icons.icon("download"_L1), exportAction->text(), this);
    connect(exportButton, &QPushButton::clicked, exportAction, &QAction::trigger);
    connect(exportAction, &QAction::changed, exportButton, [exportAction, exportButton] {
        exportButton->setText(exportAction->text());
        exportButton->setEnabled(exportAction->isEnabled());
    });

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_text, 2);
    for (QComboBox* box : {m_link, m_table, m_class, m_since})
        row->addWidget(box, 1);
    row->addSpacing(4);
    row->addWidget(m_open);
    row->addStretch(1);
    row->addWidget(exportButton);

    m_typing.setSingleShot(true);
    m_typing.setInterval(TypingPause);
    connect(&m_typing, &QTimer::timeout, this, &ErrorFilterBar::filterChanged);
    connect(m_text, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_link, &QComboBox::currentIndexChanged, this, [this] {
        fillTables();
        emit filterChanged();
    });
    for (QComboBox* box : {m_table, m_class, m_since})
        connect(box, &QComboBox::currentIndexChanged, this, &ErrorFilterBar::filterChanged);
    connect(m_open, &QCheckBox::toggled, this, &ErrorFilterBar::filterChanged);
}

ErrorFilter ErrorFilterBar::filter() const
{
    ErrorFilter filter;
    filter.text = m_text->text().trimmed();
    if (m_link->currentIndex() > 0)
        filter.link = LinkName(m_link->currentData().toString());
    if (m_table->currentIndex() > 0)
        filter.table = TableName(m_table->currentData().toString());
    if (m_class->currentIndex() > 0)
        filter.kind = static_cast<ErrorClass>(m_class->currentData().toInt());
    if (m_since->currentIndex() > 0)
        filter.since = QDateTime::currentDateTimeUtc().addSecs(-m_since->currentData().toLongLong());
    filter.openOnly = m_open->isChecked();
    return filter;
}

void ErrorFilterBar::setLink(const std::optional<LinkName>& link)
{
    if (link && m_link->findData(link->value) < 0)
        m_link->addItem(link->value, link->value);
    m_link->setCurrentIndex(link ? m_link->findData(link->value) : 0);
}

void ErrorFilterBar::setSnapshot(const ServiceSnapshot& snapshot)
{
    QHash<QString, QStringList> tables;
    QStringList links;
    for (const LinkSnapshot& link : snapshot.links) {
        links.append(link.name.value);
        QStringList& names = tables[link.name.value];
        for (const TableSnapshot& table : link.tables) {
            for (const QString& name : {table.a.value, table.b.value}) {
                if (!names.contains(name))
                    names.append(name);
            }
        }
    }
    if (tables == m_tables)
        return;
    m_tables = tables;
    refill(m_link, links);
    fillTables();
}

void ErrorFilterBar::fillTables()
{
    QStringList names;
    for (auto link = m_tables.cbegin(); link != m_tables.cend(); ++link) {
        if (m_link->currentIndex() <= 0 || m_link->currentData().toString() == link.key())
            names.append(link.value());
    }
    names.sort();
    names.removeDuplicates();
    refill(m_table, names);
}

void ErrorFilterBar::clearFilter()
{
    {
        const QSignalBlocker quiet(this);
        m_text->clear();
        for (QComboBox* box : {m_link, m_table, m_class, m_since})
            box->setCurrentIndex(0);
    }
    m_typing.stop();
    emit filterChanged();
}

void ErrorFilterBar::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

} // namespace keel
