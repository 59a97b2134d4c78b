// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/confirms.h"

#include <QSet>
#include <QTest>

using namespace keel::http;
using namespace std::chrono_literals;

class TestConfirms : public QObject
{
    Q_OBJECT

private slots:
    void aWordIsGoodOnce()
    {
        const QByteArray word = m_confirms.issue("accept 7", "ana", m_now);
        QVERIFY(word.size() >= 20);
        QVERIFY(m_confirms.take(word, "accept 7", "ana", m_now + 1s));
        QVERIFY(!m_confirms.take(word, "accept 7", "ana", m_now + 1s));
    }

    void aWordIsForOneThingAndOneCaller_data()
    {
        QTest::addColumn<QByteArray>("subject");
        QTest::addColumn<QByteArray>("caller");
        QTest::newRow("another plan") << QByteArray("accept 8") << QByteArray("ana");
        QTest::newRow("another caller") << QByteArray("accept 7") << QByteArray("bo");
        QTest::newRow("the same letters cut elsewhere") << QByteArray("accept 7a") << QByteArray("na");
        QTest::newRow("nothing") << QByteArray() << QByteArray();
    }

    void aWordIsForOneThingAndOneCaller()
    {
        QFETCH(QByteArray, subject);
        QFETCH(QByteArray, caller);
        const QByteArray word = m_confirms.issue("accept 7", "ana", m_now);
        QVERIFY(!m_confirms.take(word, subject, caller, m_now));
        QVERIFY(!m_confirms.take(word, "accept 7", "ana", m_now));
    }

    void aWordGrowsOld()
    {
        const QByteArray young = m_confirms.issue("x", "ana", m_now);
        QVERIFY(m_confirms.take(young, "x", "ana", m_now + 299s));
        const QByteArray old = m_confirms.issue("x", "ana", m_now);
        QVERIFY(!m_confirms.take(old, "x", "ana", m_now + 300s));
    }

    void wordsDifferAndAreNotKeptWithoutEnd()
    {
        QSet<QByteArray> words;
        const QByteArray first = m_confirms.issue("x", "ana", m_now);
        for (int i = 0; i < 1500; ++i)
            words.insert(m_confirms.issue("x", "ana", m_now + std::chrono::milliseconds(i + 1)));
        QCOMPARE(words.size(), 1500);
        QVERIFY(!m_confirms.take(first, "x", "ana", m_now + 2s)); // made room
        QVERIFY(!m_confirms.take({}, "x", "ana", m_now + 2s));
    }

private:
    const Confirms::Now m_now = Confirms::Now(1000s);
    Confirms m_confirms;
};

QTEST_APPLESS_MAIN(TestConfirms)
#include "tst_confirms.moc"
