// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/endurance/processwatch.h"

#include <QDir>
#include <QFile>

#include <algorithm>

Holdings holdingsOf(qint64 pid)
{
    Holdings holdings;
    const QString folder = QStringLiteral("/proc/%1").arg(pid);
    QFile status(folder + QStringLiteral("/status"));
    if (!status.open(QIODevice::ReadOnly))
        return holdings;
    for (const QByteArray& line : status.readAll().split('\n')) {
        const auto number = line.simplified().split(' ').value(1).toDouble();
        if (line.startsWith("RssAnon:"))
            holdings.memoryMb = number / 1024;
        else if (line.startsWith("Threads:"))
            holdings.threads = static_cast<int>(number);
    }
    holdings.files = static_cast<int>(
        QDir(folder + QStringLiteral("/fd")).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size());
    return holdings;
}

double Course::median(std::size_t from, std::size_t to) const
{
    std::vector<double> part(m_values.begin() + static_cast<std::ptrdiff_t>(from),
                             m_values.begin() + static_cast<std::ptrdiff_t>(to));
    if (part.empty())
        return 0;
    std::ranges::sort(part);
    return part[part.size() / 2];
}

double Course::highest() const
{
    return m_values.empty() ? 0 : *std::ranges::max_element(m_values);
}

QString Course::toText() const
{
    return QStringLiteral("early %1, late %2, highest %3")
        .arg(early(), 0, 'f', 1)
        .arg(late(), 0, 'f', 1)
        .arg(highest(), 0, 'f', 1);
}
