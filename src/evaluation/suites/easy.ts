import { makeSuite, type SuiteLanguage } from './makeSuite.ts';
import { createRandom } from './random.ts';

interface Category {
  readonly name: string;
  readonly members: readonly string[];
}

const category = (name: string, members: string): Category => ({ name, members: members.split(' ') });

/** No member of one category belongs to another. */
const CATEGORIES: Readonly<Record<SuiteLanguage, readonly Category[]>> = {
  en: [
    category('an animal', 'dog cat horse cow sheep lion tiger rabbit monkey wolf'),
    category('a colour', 'red blue green yellow black white purple brown grey pink'),
    category('a vehicle', 'car bus train bicycle truck airplane boat ship taxi tram'),
    category('a number', 'one two three four five six seven eight nine ten'),
    category('a piece of furniture', 'table chair bed sofa desk wardrobe bookshelf bench cupboard stool'),
    category('a part of the body', 'hand foot head arm leg nose ear knee elbow shoulder'),
    category('a fruit', 'apple banana pear grape cherry peach mango lemon strawberry melon'),
    category('a country', 'France China Japan Brazil Canada Egypt India Spain Italy Mexico'),
  ],
  zh: [
    category('动物', '狗 猫 马 牛 羊 狮子 老虎 兔子 猴子 狼'),
    category('颜色', '红色 蓝色 绿色 黄色 黑色 白色 紫色 棕色 灰色 粉色'),
    category('交通工具', '汽车 公交车 火车 自行车 卡车 飞机 轮船 地铁 出租车 摩托车'),
    category('数字', '一 二 三 四 五 六 七 八 九 十'),
    category('家具', '桌子 椅子 床 沙发 书桌 衣柜 书架 长凳 橱柜 茶几'),
    category('身体部位', '手 脚 头 手臂 腿 鼻子 耳朵 膝盖 手肘 肩膀'),
    category('水果', '苹果 香蕉 梨 葡萄 樱桃 桃子 芒果 柠檬 草莓 西瓜'),
    category('国家', '法国 中国 日本 巴西 加拿大 埃及 印度 西班牙 意大利 墨西哥'),
  ],
};

/** Which of two words names a thing of a kind; so easy that a very small model has a chance. Of any two in turn of one language one is A and one is B. */
export const easy = (seed: number, count: number) => {
  const flips = createRandom(seed);
  const isFirstA = Array.from({ length: Math.ceil(count / 2) }, () => flips.whole(2) === 0);
  return makeSuite('easy', (random, language, turn) => {
    const [right, wrong] = random.shuffled(CATEGORIES[language]);
    const [member, stray] = [random.pick(right?.members ?? []), random.pick(wrong?.members ?? [])];
    const answer = (isFirstA[Math.floor(turn / 2)] ?? true) === (turn % 2 === 0) ? 'A' : 'B';
    const options = answer === 'A' ? `A. ${member}\nB. ${stray}` : `A. ${stray}\nB. ${member}`;
    return { question: WORDS[language](right?.name ?? '', options), answer, kind: 'choice' };
  })(seed, count);
};

const WORDS: Readonly<Record<SuiteLanguage, (category: string, options: string) => string>> = {
  en: (name, options) => `Which of these is ${name}?\n${options}\nAnswer with A or B.`,
  zh: (name, options) => `下面哪一个是${name}？\n${options}\n请只回答 A 或 B。`,
};
